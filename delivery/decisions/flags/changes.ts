import { z } from "zod";

/** What of AppConfig's document tells flags apart; it writes `_createdAt` and `_updatedAt` into each itself. */
const document = z.looseObject({
  flags: z.record(z.string(), z.looseObject({})).default({}),
  values: z.record(z.string(), z.looseObject({})).default({}),
});
const variants = z.looseObject({
  enabled: z.boolean().optional(),
  _variants: z.array(z.looseObject({ rule: z.string().optional() })).default([]),
});

/**
 * What one document of flags changes in another, a line for each flag: `new-parser: off, then on for 10 %`.
 *
 * @param before - text of a hosted configuration version. @default - there is none
 * @param after - the same
 */
export function flagChanges(before: string | undefined, after: string): readonly string[] {
  const [old, next] = [flagsOf(before ?? "{}"), flagsOf(after)];
  const keys = [...new Set([...old.keys(), ...next.keys()])].sort();
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), next.get(key)];
    if (was?.text === is?.text) return [];
    if (was === undefined) return [`${key}: new, ${is?.share}`];
    if (is === undefined) return [`${key}: ${was.share}, then gone`];
    return was.share === is.share
      ? [`${key}: ${is.share}, described anew`]
      : [`${key}: ${was.share}, then ${is.share}`];
  });
}

/** Keys of the flags of a document, the text of a hosted configuration version. */
export function flagKeys(text: string): readonly string[] {
  return [...flagsOf(text).keys()];
}

interface ReadFlag {
  /** For whom it is on. */
  readonly share: string;
  /** All of it, but for AppConfig's own. */
  readonly text: string;
}

function flagsOf(text: string): Map<string, ReadFlag> {
  const { flags, values } = document.parse(JSON.parse(text, withoutTimes));
  const read = (key: string): ReadFlag => ({
    share: shareOf(values[key] ?? {}),
    text: JSON.stringify([flags[key], values[key]]),
  });
  return new Map(Object.keys(flags).map((key) => [key, read(key)]));
}

/** Of `JSON.parse`: leaves out the times that AppConfig writes into each flag. */
export function withoutTimes(key: string, value: unknown): unknown {
  return key === "_createdAt" || key === "_updatedAt" ? undefined : value;
}

function shareOf(value: object): string {
  const { enabled, _variants } = variants.parse(value);
  const percent = /pct::(\d+(?:\.\d+)?)/.exec(_variants[0]?.rule ?? "")?.[1];
  if (percent !== undefined) return `on for ${percent} %`;
  return enabled === true ? "on" : "off";
}
