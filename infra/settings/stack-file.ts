import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { ENVIRONMENTS, type Environment } from "../environments";
import { InvalidInput } from "../problems";
import type { Settings } from "./parse";
import { settingsFromConfig } from "./parse";

/** What the reviewed file of one stack says, read without the engine. */
export interface StackFile {
  /** Its name, such as `Pulumi.dev.yaml`. */
  readonly name: string;
  readonly settings: Settings;
  /** What `pulumi stack init` wrote: the key that encrypts the stack's secrets. */
  readonly secretsProvider?: unknown;
  /** What `pulumi stack init` wrote: the data key, encrypted with that key. */
  readonly encryptedKey?: unknown;
}

/**
 * Reads `Pulumi.<environment>.yaml` in `folder`, which holds the project's `Pulumi.yaml` too and
 * whose URL ends with a slash.
 *
 * @throws {InvalidInput} that lists every problem of the settings
 */
export function readStackFile(folder: URL, environment: Environment): StackFile {
  const name = `Pulumi.${environment}.yaml`;
  const { name: project } = read(folder, "Pulumi.yaml");
  const { config, secretsprovider, encryptedkey } = read(folder, name);
  const settings = settingsFromConfig(String(project), environment, asText(config));
  return { name, settings, secretsProvider: secretsprovider, encryptedKey: encryptedkey };
}

/**
 * The settings of every environment, in the order in which a release passes them: those of the stack
 * that is run, and the others as their reviewed files in `folder` say.
 *
 * @throws {InvalidInput} that lists every problem of a file
 */
export function settingsOfAll(own: Settings, folder: URL): readonly Settings[] {
  return ENVIRONMENTS.map((environment) =>
    environment === own.environment ? own : readStackFile(folder, environment).settings,
  );
}

function read(folder: URL, file: string): Readonly<Record<string, unknown>> {
  try {
    const document: unknown = parse(readFileSync(new URL(file, folder), "utf8"));
    return document instanceof Object ? { ...document } : {};
  } catch (error) {
    const [sentence = ""] = error instanceof Error ? error.message.split("\n") : [];
    throw new InvalidInput(file, [`file cannot be read: ${sentence}`]);
  }
}

/** A stack's config as the engine hands it over: text, and JSON where it is not text itself. */
function asText(config: unknown): Record<string, string> {
  const entries = config instanceof Object ? Object.entries(config) : [];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}
