import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";
import type { Folders } from "./folders";

/** What a process may see of the user's own environment: nothing that names or grants anything. */
const KEPT = ["PATH", "LANG", "LC_ALL", "TERM", "NO_COLOR", "FORCE_COLOR", "CI", "TZ"];

/** Where the program's own resources would find GitHub: nothing listens there, and they reach no real one. */
const NO_GITHUB = "http://127.0.0.1:9";

/** Encrypts the secrets of the sandbox's own state, which hold nothing real. */
const PASSPHRASE = "sandbox";

/** The variables that a process of the sandbox runs with, and no other. */
export type Variables = Readonly<Record<string, string>>;

/**
 * The environment of every process of the sandbox, the engine's and the program's own: made of
 * `from` by a list of what is kept, so that no AWS, GitHub, Pulumi or proxy variable passes.
 * `cli` is the folder of the `pulumi` to use.
 */
export function cleanVariables(from: NodeJS.ProcessEnv, folders: Folders, cli: string): Variables {
  const kept = KEPT.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]));
  return {
    ...Object.fromEntries(kept),
    PATH: [cli, from.PATH ?? ""].join(delimiter),
    HOME: folders.user,
    TMPDIR: folders.temporary,
    GITHUB_API_URL: NO_GITHUB,
    PULUMI_HOME: folders.home,
    PULUMI_BACKEND_URL: pathToFileURL(folders.state).href,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    PULUMI_LOG_ROTATION_MAX_AGE_DAYS: "1",
  };
}

/** Replaces this process's own environment, so that an SDK that reads a variable finds none. */
export function applyEnvironment(variables: Variables): void {
  for (const name of Object.keys(process.env)) {
    if (!(name in variables)) delete process.env[name];
  }
  Object.assign(process.env, variables);
}
