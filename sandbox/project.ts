import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stringify } from "yaml";
import type { Environment } from "../infra/environments";
import type { Settings } from "../infra/settings/parse";
import {
  type ProjectFile,
  readProjectFile,
  requireProjectFile,
} from "../infra/settings/project-file";
import { readStackFile } from "../infra/settings/stack-file";
import type { Folders } from "./folders";
import { PACK_RUNTIME } from "./home";

/** What says in a stack's file how its secrets are encrypted. */
const STACK_SECRETS = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/** A Pulumi project's folder, read without the engine. */
export interface Project {
  readonly name: string;
  /**
   * The settings of one environment.
   *
   * @throws {InvalidInput} that lists every problem
   */
  settings(environment: Environment): Settings;
  /** Copies the project and that environment's settings, so that no tracked file is written. */
  copyTo(folder: string, environment: Environment): void;
}

/** Opens the project in `folder`. */
export function openProject(folder: string): Project {
  const manifest = requireProjectFile(pathToFileURL(join(folder, "Pulumi.yaml")));
  const name = String(manifest.content.name);
  const fileOf = (environment: Environment) => `Pulumi.${environment}.yaml`;
  return {
    name,
    settings: (environment) => readStackFile(pathToFileURL(`${folder}/`), environment).settings,
    copyTo(target, environment) {
      // The program is handed to the engine: the copy has none of its own.
      write(join(target, "Pulumi.yaml"), withoutKeys(manifest, ["main"]));
      const own = join(target, fileOf(environment));
      // Secrets of the real stack are KMS's; the sandbox has a passphrase of its own.
      const settings = withoutKeys(
        requireProjectFile(pathToFileURL(join(folder, fileOf(environment)))),
        STACK_SECRETS,
      );
      // The engine puts its salt here; a state that was written with it is read with it.
      const salt = readProjectFile(pathToFileURL(own))?.content.encryptionsalt;
      write(own, typeof salt === "string" ? `encryptionsalt: ${salt}\n${settings}` : settings);
    },
  };
}

/**
 * A copy of the policy pack's manifest, for a runtime that only the sandbox has: an installed CLI's
 * own language plugin then never starts the pack.
 *
 * @returns the folder to give to the engine
 */
export function copyPack(pack: string, { pack: target }: Folders): string {
  const { description } = requireProjectFile(
    pathToFileURL(join(pack, "PulumiPolicy.yaml")),
  ).content;
  const runtime = { name: PACK_RUNTIME, options: { pack } };
  write(join(target, "PulumiPolicy.yaml"), stringify({ description, runtime }));
  return target;
}

/** The text of `file` without `keys`: all else stays as it is, so that the engine reads what is there. */
function withoutKeys({ text, lines }: ProjectFile, keys: readonly string[]): string {
  const first = lines[0]?.start ?? text.length;
  return lines.slice().reduceRight((rest, { key, start }, index) => {
    if (!keys.includes(key)) return rest;
    const end = lines[index + 1]?.start ?? text.length;
    return rest.slice(0, start - first) + rest.slice(end - first);
  }, text.slice(first));
}

function write(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
