import { createHash } from "node:crypto";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { PLATFORM_FUNCTIONS, type PlatformFunctionName } from "../../infra/platform-functions";
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
 * @param root - folder of the project, whose sources stay as they are while this process runs
 */
export function functionZip(
  folder: PlatformFunctionName,
  files: Readonly<Record<string, string>> = {},
  root = ROOT,
): FunctionZip {
  const handlers = bundled.get(root) ?? bundleHandlers(root);
  bundled.set(root, handlers);
  const code = handlers.get(folder);
  if (!code) throw new Error(`esbuild wrote no file of functions/${folder}`);
  const encoder = new TextEncoder();
  const others = Object.entries(files).map(([name, text]) => [name, encoder.encode(text)] as const);
  const bytes = reproducibleZip({ [CODE.path]: code, ...Object.fromEntries(others) });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, sha256, handler: CODE.handler };
}

/** The bundled handlers of each root, by the function's folder. */
const bundled = new Map<string, ReadonlyMap<string, Uint8Array>>();

/** Bundles all handlers at once: the packages that they share are parsed once. */
function bundleHandlers(root: string): ReadonlyMap<string, Uint8Array> {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: Object.keys(PLATFORM_FUNCTIONS).map((folder) => `functions/${folder}/handler.ts`),
    outbase: "functions",
    outdir: root,
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
  return new Map(
    outputFiles.map(({ path, contents }) => [basename(dirname(path)), contents] as const),
  );
}
