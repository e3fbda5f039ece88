// What each program of the sandbox begins with, before it loads a package: it makes that faster.
import { existsSync, readFileSync } from "node:fs";
import { createRequire, Module, SourceMap } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * What Pulumi's SDK loads at its start and needs for one thing alone, to turn a function into text:
 * four fifths of the time that the SDK takes to load. A deployment rule alone does that, which is off by default.
 */
const LAZY_PACKAGES = ["typescript", "@npmcli/arborist"];

/** The source map of each file that a stack trace has named, by the file's URL. */
const sourceMaps = new Map<string, SourceMap | undefined>();

loadLazily(LAZY_PACKAGES);
if (!process.sourceMapsEnabled) nameSourcesInTraces();

/** Puts a stand-in for each package into the cache of modules; the first use loads the package. */
function loadLazily(packages: readonly string[]): void {
  const sdk = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));
  for (const name of packages) {
    const file = sdk.resolve(name);
    if (sdk.cache[file]) continue;
    let loaded: object | undefined;
    const load = (): object => {
      if (loaded === undefined) {
        delete sdk.cache[file];
        loaded = sdk(name) as object;
      }
      return loaded;
    };
    const standIn = new Module(file);
    standIn.loaded = true;
    // What says that it is an ES module is not copied, property by property, by its importer.
    const get = (_: object, key: PropertyKey) => key === "__esModule" || Reflect.get(load(), key);
    standIn.exports = new Proxy({}, { get });
    sdk.cache[file] = standIn;
  }
}

/**
 * Lets stack traces name the lines of the sources, in place of the bundle's. Node's own
 * `--enable-source-maps` reads the map of every file of every package too, at each start; this reads
 * a map once a trace needs it.
 */
function nameSourcesInTraces(): void {
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${withSource(String(frame))}`)].join("\n");
}

/** `run (file:///bundle/main.mjs:12:3)` with the position in the source, where there is a map. */
function withSource(frame: string): string {
  return frame.replace(
    /(file:\/\/[^()]+\.mjs):(\d+):(\d+)/,
    (position, file: string, line: string, column: string) => {
      const entry = sourceMapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (!entry || !("originalSource" in entry)) return position;
      const { originalSource, originalLine, originalColumn } = entry;
      return `${new URL(originalSource, file).href}:${originalLine + 1}:${originalColumn + 1}`;
    },
  );
}

function sourceMapOf(file: string): SourceMap | undefined {
  if (!sourceMaps.has(file)) {
    const path = `${fileURLToPath(file)}.map`;
    const text = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    sourceMaps.set(file, text === undefined ? undefined : new SourceMap(JSON.parse(text)));
  }
  return sourceMaps.get(file);
}
