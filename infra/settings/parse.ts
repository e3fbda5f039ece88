import type { z } from "zod";
import { DATA_CLASS, isEnvironment } from "../environments";
import { type Frozen, parse } from "../problems";
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
