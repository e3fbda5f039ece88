import { strFromU8, unzipSync } from "fflate";
import { z } from "zod";
import { parse } from "../../../infra/problems";

const metadata = z.object({
  name: z.string().regex(/^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/, "a distribution's name"),
  version: z.string().regex(/^[\w.!+-]+$/, "a version"),
});

/**
 * Name and version of a wheel, as its `METADATA` has them (Python packaging, "Core metadata specifications").
 *
 * @throws {InvalidInput} that lists every problem
 */
export function wheelMetadata(wheel: Uint8Array): Readonly<z.output<typeof metadata>> {
  const filter = ({ name }: { readonly name: string }) => /^[^/]+\.dist-info\/METADATA$/.test(name);
  const [text = new Uint8Array()] = Object.values(unzipSync(wheel, { filter }));
  const header = strFromU8(text).split(/\r?\n\r?\n/)[0] ?? "";
  const field = (name: string) => new RegExp(`^${name}: *(.+)$`, "mi").exec(header)?.[1]?.trim();
  return parse(
    metadata,
    { name: field("Name"), version: field("Version") },
    "the wheel's METADATA",
  );
}
