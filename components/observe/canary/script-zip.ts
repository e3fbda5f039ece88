import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { zipSync } from "fflate";

/** Where CloudWatch Synthetics looks for a script, and what it calls then. */
const SCRIPT = { path: "nodejs/node_modules/check.js", handler: "check.handler" };

/** A regular file that everyone may read. */
const READABLE = 0o100644 << 16;

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
 * code gives the same bytes, on every machine and at every time.
 */
export function scriptZip(): ScriptZip {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: ["functions/synthetic-check/handler.ts"],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  });
  const [script] = outputFiles;
  if (!script) throw new Error("esbuild wrote no file");
  // A zip holds local time: the same reading of the clock in every zone, not the same moment.
  const mtime = new Date(1980, 0, 1, 12);
  const options = { mtime, os: 3, attrs: READABLE, level: 9 } as const;
  const bytes = zipSync({ [SCRIPT.path]: [script.contents, options] });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, sha256, handler: SCRIPT.handler };
}
