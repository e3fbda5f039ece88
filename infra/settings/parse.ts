import type { z } from "zod";
import { type Frozen, parse } from "../problems";
import { type CONFIG, settingsSchema } from "./schema";

/** One environment, typed and deeply frozen. Every number has the specification's as default. */
export type Settings = Frozen<z.output<typeof settingsSchema>>;

/** The keys of a stack's config. */
export type ConfigKey = keyof typeof CONFIG;

/**
 * Reads the settings of `environment` from its config, given without the project's prefix.
 *
 * @throws {InvalidInput} that lists every problem at once
 */
export function parseSettings(environment: string, config: object): Settings {
  return parse(settingsSchema, { ...config, environment }, `Pulumi.${environment}.yaml`);
}
