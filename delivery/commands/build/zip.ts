import { createHash } from "node:crypto";
import { z } from "zod";
import { formatProblem, InvalidInput } from "../../../infra/problems";
import { reproducibleZip } from "../../../infra/reproducible-zip";
import { folderFiles } from "../../adapters/build/folder-files";
import { verb } from "../../cli/verb";
import { sha256 } from "../../decisions/release/artifact";
import { writeBinaryFile } from "../files";

/** Largest code of a function, unzipped, in bytes: 250 MB (AWS Lambda, "Lambda quotas"). */
const LARGEST = 250 * 1024 * 1024;

/** `nc build zip`: a function's code as a zip. */
export const buildZip = verb({
  summary: "Zips a folder of a function's code: the same files are the same bytes.",
  example: "nc build zip dist/api-adapter --out dist/api-adapter.zip",
  input: z.strictObject({
    folder: z.string().min(1).meta({ description: "folder of the code, as Lambda is to find it" }),
    out: z.string().min(1).meta({ description: "file to write it to" }),
  }),
  positional: ["folder"],
  answer: z.strictObject({
    type: z.literal("zip"),
    file: z.string(),
    sha256,
    /** In bytes. */
    size: z.number(),
    files: z.number(),
  }),
  waits: { for: "the files of the folder" },
  async run({ folder, out }) {
    const { files, executable } = await folderFiles(folder);
    const count = Object.keys(files).length;
    const unzipped = Object.values(files).reduce((sum, { length }) => sum + length, 0);
    const problems = [
      ...(count > 0 ? [] : [formatProblem("files", 0, "at least one")]),
      ...(unzipped <= LARGEST
        ? []
        : [formatProblem("bytes", unzipped, `${LARGEST} at most, which Lambda takes`)]),
    ];
    if (problems.length > 0) throw new InvalidInput("the zip", problems);
    const bytes = reproducibleZip(files, executable);
    writeBinaryFile("--out", out, bytes);
    const hash = createHash("sha256").update(bytes).digest("hex");
    return {
      result: "pass",
      answer: { type: "zip" as const, file: out, sha256: hash, size: bytes.length, files: count },
      lines: [`${out}: ${count} files, SHA-256 ${hash}`],
    };
  },
});
