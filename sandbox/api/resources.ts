import type { Entry } from "../cloud/record";
import type { Account } from "./world";

/** The resource of `type` whose state has `value` as `property`; `undefined` where there is none. */
export function findBy(
  { cloud }: Account,
  type: string,
  property: string,
  value: unknown,
): Entry | undefined {
  return cloud.list(type).find(({ state }) => state[property] === value);
}

/** The last segment of an ARN, a path or a URL; all of a plain name. */
export function nameIn(arnOrName: unknown): string {
  return String(arnOrName ?? "").replace(/^.*[/:]/, "");
}

/** Tags as a list of keys and values; `[]` where there are none. */
export function tagList<K extends string, V extends string>(
  tags: unknown,
  key: K,
  value: V,
): Record<K | V, string>[] {
  return Object.entries(Object(tags)).map(([name, text]) => {
    const tag = { [key]: name, [value]: String(text) };
    return tag as Record<K | V, string>;
  });
}
