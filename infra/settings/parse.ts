import type { z } from "zod";
import { DATA_CLASS, isEnvironment } from "../environments";
import { type Frozen, parse } from "../problems";
import { configDeclarations } from "./declaration";
import { settingsSchema } from "./schema";

/** One environment, typed and deeply frozen. Every number has the specification's as default. */
export type Settings = Frozen<z.output<typeof settingsSchema>>;

/**
 * Reads the settings of `environment` from its config, given without the project's prefix. An
 * empty text is no value: it is how `Pulumi.yaml` writes the default of an optional key.
 *
 * @throws {InvalidInput} that lists every problem at once
 */
export function parseSettings(environment: string, config: object): Settings {
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== ""));
  const defaults = isEnvironment(environment) ? { dataClass: DATA_CLASS[environment] } : {};
  return parse(
    settingsSchema,
    { ...defaults, ...given, environment },
    `Pulumi.${environment}.yaml`,
  );
}

/**
 * Reads the settings of `stack` from its whole config as Pulumi hands it over: text, by
 * `<project>:<key>`.
 *
 * @throws {InvalidInput} that lists every problem at once
 */
export function settingsFromConfig(
  project: string,
  stack: string,
  config: Readonly<Record<string, string>>,
): Settings {
  const declared = configDeclarations();
  const prefix = `${project}:`;
  const given = Object.entries(config)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => [key.slice(prefix.length), text] as const)
    .map(([key, text]) => [key, declared[key]?.type === "string" ? text : read(text)]);
  return parseSettings(stack, Object.fromEntries(given));
}

/** What is not text itself is JSON. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
