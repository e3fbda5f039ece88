import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const FILE = new URL("../../policies/tagging/taggable.json", import.meta.url);
const SDK = dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));

/** Types whose `tags` say which resources they watch: they carry none themselves. */
const SELECTORS = ["aws:devopsguru/resourceCollection:ResourceCollection"];

/** Types of `@pulumi/aws` whose resources take tags, by how their `tags` input is shaped. */
export interface Taggable {
  /** `{ [key]: value }`. */
  map: string[];
  /** `[{ key, value, propagateAtLaunch }]`. */
  list: string[];
}

/**
 * Every resource class of the SDK that takes `tags`.
 *
 * @throws {Error} if one takes them in a shape that is not known here
 */
export function taggableTypes(): Taggable {
  const found: Taggable = { map: [], list: [] };
  for (const file of readdirSync(SDK, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".js") || file.startsWith("node_modules")) continue;
    const code = readFileSync(join(SDK, file), "utf8");
    const type = /__pulumiType = '([^']+)'/.exec(code)?.[1];
    if (type === undefined || !code.includes('resourceInputs["tags"] = args?.tags;')) continue;
    if (SELECTORS.includes(type)) continue;
    found[shapeOf(type, readFileSync(join(SDK, file.replace(/\.js$/, ".d.ts")), "utf8"))].push(
      type,
    );
  }
  return { map: found.map.sort(), list: found.list.sort() };
}

/** The shape of the input `tags`, of which a resource's declarations end with the one of its args. */
function shapeOf(type: string, declarations: string): keyof Taggable {
  const declared = [...declarations.matchAll(/^ {4}tags\??: ([^;]*);/gm)].at(-1)?.[1] ?? "";
  if (/^pulumi\.Input<\{\s*\[key: string\]: pulumi\.Input<string>/.test(declared)) return "map";
  if (/^pulumi\.Input<pulumi\.Input<inputs\./.test(declared)) return "list";
  throw new Error(`${type} takes tags as ${declared}: add that shape`);
}

if (import.meta.filename === process.argv[1]) {
  writeFileSync(FILE, `${JSON.stringify(taggableTypes(), undefined, 2)}\n`);
}
