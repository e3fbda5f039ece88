import { z } from "zod";
import { flagKeys, withoutTimes } from "./changes";

/** AppConfig's document, the text of a hosted configuration version of type `AWS.AppConfig.FeatureFlags`. */
const document = z.looseObject({
  version: z.string().default("1"),
  flags: z.record(z.string(), z.unknown()).default({}),
  values: z.record(z.string(), z.unknown()).default({}),
});

/**
 * A document of flags with more of them, which are off; every other flag is as before.
 *
 * @param before - @default - there is none
 */
export function withFlagsOff(before: string | undefined, keys: readonly string[]): string {
  const old = read(before);
  return JSON.stringify({
    ...old,
    flags: { ...old.flags, ...Object.fromEntries(keys.map((key) => [key, { name: key }])) },
    values: { ...old.values, ...Object.fromEntries(keys.map((key) => [key, { enabled: false }])) },
  });
}

/** A document of flags with those of another one that it does not have, each as it is there. */
export function withFlagsOf(text: string, other: string, keys: readonly string[]): string {
  const [own, from] = [read(text), read(other)];
  const has = new Set(flagKeys(text));
  const added = keys.filter((key) => !has.has(key));
  const pick = (record: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(added.filter((key) => key in record).map((key) => [key, record[key]]));
  return JSON.stringify({
    ...own,
    flags: { ...own.flags, ...pick(from.flags) },
    values: { ...own.values, ...pick(from.values) },
  });
}

/** Without the times that AppConfig writes into each flag: it writes them itself. */
function read(text: string | undefined): z.output<typeof document> {
  return document.parse(JSON.parse(text ?? "{}", withoutTimes));
}
