import { createHash } from "node:crypto";
import { strToU8, zipSync } from "fflate";

/** A wheel with one module, as a build backend writes one (Python packaging, "Binary distribution format"). */
export function wheelOf(
  distribution: string,
  version: string,
  {
    tags = ["py3-none-any"],
    code = "TOTAL = 1\n",
  }: { readonly tags?: readonly string[]; readonly code?: string } = {},
): Buffer {
  const info = `${distribution}-${version}.dist-info`;
  const metadata = [
    ...["Metadata-Version: 2.4", `Name: ${distribution.replaceAll("_", "-")}`],
    ...[`Version: ${version}`, "Summary: Totals", "Requires-Python: >=3.10"],
    ...["Requires-Dist: boto3>=1", 'Requires-Dist: attrs; extra == "x"', "", "Name: of the body"],
  ];
  const wheel = [
    "Wheel-Version: 1.0",
    "Root-Is-Purelib: true",
    ...tags.map((tag) => `Tag: ${tag}`),
  ];
  const files: Record<string, Uint8Array> = {
    [`${distribution}/__init__.py`]: strToU8(code),
    [`${info}/METADATA`]: strToU8(metadata.join("\n")),
    [`${info}/WHEEL`]: strToU8(`${wheel.join("\n")}\n`),
  };
  const record = Object.entries(files).map(([name, bytes]) => {
    const hash = createHash("sha256").update(bytes).digest("base64url");
    return `${name},sha256=${hash},${bytes.length}\n`;
  });
  files[`${info}/RECORD`] = strToU8(`${record.join("")}${info}/RECORD,,\n`);
  return Buffer.from(zipSync(files, { mtime: "2026-03-02T09:00:00Z" }));
}
