import { readFileSync } from "node:fs";
import { isUnknown, type Props, type Unknown } from "../support/unknowns";

/** Types that take tags, by the shape of their input; made by `tools/generate/list-taggable.ts`. */
const TAGGABLE: { map: string[]; list: string[] } = JSON.parse(
  readFileSync(new URL("./taggable.json", import.meta.url), "utf8"),
);

const TYPES: ReadonlySet<string> = new Set([...TAGGABLE.map, ...TAGGABLE.list]);

/** Whether resources of `type` take tags. */
export function isTaggable(type: string): boolean {
  return TYPES.has(type);
}

/** The tags of a resource by key, whatever shape its type gives them. */
export function tagsOf({ tags }: Props): Props | Unknown {
  if (isUnknown(tags)) return tags;
  if (!Array.isArray(tags)) return tags instanceof Object ? (tags as Props) : {};
  return Object.fromEntries(tags.map((each: Props) => [each.key, each.value]));
}
