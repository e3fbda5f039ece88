import { readFileSync } from "node:fs";

/** Types that take tags, by the shape of their input; made by `tools/list-taggable.ts`. */
const TAGGABLE: { map: string[]; list: string[] } = JSON.parse(
  readFileSync(new URL("./taggable.json", import.meta.url), "utf8"),
);

const TYPES: ReadonlySet<string> = new Set([...TAGGABLE.map, ...TAGGABLE.list]);

/** Whether resources of `type` take tags. */
export function isTaggable(type: string): boolean {
  return TYPES.has(type);
}
