import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { reproducibleZip } from "../../../infra/reproducible-zip";

/** Where CloudWatch Synthetics looks for a script, and what it calls then. */
const SCRIPT = { path: "nodejs/node_modules/check.js", handler: "check.handler" };

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** A test script, ready to be uploaded. */
export interface ScriptZip {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string;
  /** The canary's `handler`. */
  readonly handler: string;
}

/**
 * The synthetic test of `functions/synthetic-check/`, bundled into one file and zipped. The same
 * code gives the same bytes, wherever the project and its packages are.
 *
 * @param root folder of the project
 */
export function scriptZip(root = ROOT): ScriptZip {
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: ["functions/synthetic-check/handler.ts"],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  });
  const [script] = outputFiles;
  if (!script) throw new Error("esbuild wrote no file");
  const text = withoutPaths(script.text, Object.keys(metafile.inputs));
  const bytes = reproducibleZip({ [SCRIPT.path]: new TextEncoder().encode(text) });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, sha256, handler: SCRIPT.handler };
}

/** esbuild writes a comment with its path before each file: another one where packages are linked. */
function withoutPaths(text: string, paths: readonly string[]): string {
  const comments = new Set(paths.map((path) => `// ${path}`));
  return text
    .split("\n")
    .filter((line) => !comments.has(line))
    .join("\n");
}
