import { ENVIRONMENTS, type Environment } from "../environments";
import { type Settings, settingsFromConfig } from "./parse";
import { configOf, requireProjectFile } from "./project-file";

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
  const project = String(requireProjectFile(new URL("Pulumi.yaml", folder)).content.name);
  const file = requireProjectFile(new URL(name, folder));
  const { secretsprovider, encryptedkey } = file.content;
  const settings = settingsFromConfig(project, environment, configOf(project, file));
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
