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
  const field = headerOf(filesOf(wheel).METADATA);
  return parse(
    metadata,
    { name: field("Name")[0], version: field("Version")[0] },
    "the wheel's METADATA",
  );
}

/** What is said of a wheel where it is uploaded. */
export interface WheelUpload {
  /** Such as `audit_queue-1.4.0-py3-none-any.whl`. */
  readonly fileName: string;
  /** Fields of the form, by the names of the upload API; one with several values is there several times. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Fields of METADATA that an index shows, or an installer asks for. */
const SHOWN = ["Metadata-Version", "Name", "Version", "Summary", "Requires-Python"] as const;

/** The folder `{name}-{version}.dist-info`, and a tag such as `py3-none-any`. */
const wheelFile = z.object({
  folder: z.string("one folder .dist-info"),
  tags: z.array(z.string().regex(/^\w+-\w+-\w+$/, "a tag such as py3-none-any")).min(1),
  build: z
    .string()
    .regex(/^\d\w*$/, "a build number")
    .optional(),
});

/**
 * The name of a wheel's file, which follows from what is in it (Python packaging, "Binary distribution format": the
 * folder `.dist-info` has the first two parts, and the file `WHEEL` the others), and its fields for an index
 * (PyPI docs, "Upload API").
 *
 * @throws {InvalidInput} that lists every problem
 */
export function wheelUpload(wheel: Uint8Array): WheelUpload {
  const { folder: found, METADATA, WHEEL } = filesOf(wheel);
  const [said, of] = [headerOf(METADATA), headerOf(WHEEL)];
  const given = { folder: found, tags: of("Tag"), build: of("Build")[0] };
  const { folder, tags, build } = parse(wheelFile, given, "the wheel's WHEEL");
  // Several tags are written as one: py2-none-any and py3-none-any are py2.py3-none-any.
  const parts = [0, 1, 2].map((at) =>
    [...new Set(tags.map((tag) => tag.split("-")[at] ?? ""))].join("."),
  );
  const fileName = `${[folder, ...(build === undefined ? [] : [build]), ...parts].join("-")}.whl`;
  const field = (name: string) =>
    said(name).map((value) => [name.toLowerCase().replaceAll("-", "_"), value] as const);
  return {
    fileName,
    fields: [
      ["filetype", "bdist_wheel"],
      ["pyversion", parts[0] ?? ""],
      ...SHOWN.flatMap(field),
      ...field("Requires-Dist"),
    ],
  };
}

/** The files of the folder `.dist-info`, as text, and its name without that ending. */
function filesOf(wheel: Uint8Array) {
  const pattern = /^([^/]+)\.dist-info\/(METADATA|WHEEL)$/;
  const files: { folder?: string; METADATA: string; WHEEL: string } = { METADATA: "", WHEEL: "" };
  const found = unzipSync(wheel, { filter: ({ name }) => pattern.test(name) });
  for (const [path, bytes] of Object.entries(found)) {
    const [, folder, name] = pattern.exec(path) ?? [];
    if (folder !== undefined) files.folder = folder;
    if (name === "METADATA" || name === "WHEEL") files[name] = strFromU8(bytes);
  }
  return files;
}

/** Every value of a field of a header in the form of RFC 822, in their order. */
function headerOf(text: string): (name: string) => string[] {
  const lines = (text.split(/\r?\n\r?\n/)[0] ?? "").split(/\r?\n/);
  return (name) =>
    lines.flatMap((line) => {
      const [, value = ""] = new RegExp(`^${name}:(.*)$`, "i").exec(line) ?? [];
      return value.trim() === "" ? [] : [value.trim()];
    });
}
