import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { reproducibleZip } from "../../infra/reproducible-zip";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** File of the zip that holds the code, and what Lambda calls of it. */
const CODE = { path: "index.mjs", handler: "index.handler" };

/** Packages that are CommonJS inside require Node's own modules. */
const REQUIRE =
  'import{createRequire as ncRequire}from"node:module";const require=ncRequire(import.meta.url);';

/** The code of a platform function, ready to be uploaded. */
export interface FunctionZip {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string;
  /** The function's `handler`. */
  readonly handler: string;
}

/**
 * The handler of `functions/<folder>/`, bundled into one file and zipped with `files`. The same code gives the
 * same bytes, wherever the project and its packages are. AWS's SDK is the one of the runtime.
 *
 * @param folder - such as `open-incident`
 * @param files - further files of the zip: text by name
 * @param root - folder of the project
 */
export function functionZip(
  folder: string,
  files: Readonly<Record<string, string>> = {},
  root = ROOT,
): FunctionZip {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [`functions/${folder}/handler.ts`],
    bundle: true,
    // Names of files, which differ where packages are linked, are in comments alone: these go.
    minify: true,
    write: false,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    external: ["@aws-sdk/*"],
    banner: { js: REQUIRE },
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  });
  const [code] = outputFiles;
  if (!code) throw new Error("esbuild wrote no file");
  const encoder = new TextEncoder();
  const others = Object.entries(files).map(([name, text]) => [name, encoder.encode(text)] as const);
  const bytes = reproducibleZip({ [CODE.path]: code.contents, ...Object.fromEntries(others) });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, sha256, handler: CODE.handler };
}
