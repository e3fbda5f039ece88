import { stripVTControlCharacters } from "node:util";
import { InvalidInput } from "../../../infra/problems";
import type { ReleaseContractOf } from "../../../infra/release/contract";
import {
  failedResources,
  type PlannedChange,
  plannedChanges,
} from "../../decisions/terraform/plan-changes";
import { adviceOn, refusalIn } from "../../decisions/terraform/refusals";
import { type TerraformPlace, terraform } from "./command";

/** How long a command waits for the lock of another run: as long as an apply usually takes. */
const LOCK_TIMEOUT = "10m";

/** Terraform has refused before it changed anything. Its message says why, and what to do. */
export class TerraformRefused extends InvalidInput {}

/** What a plan is made for. */
export interface Planning {
  /** Resources that are destroyed, and nothing else. @default - none: the whole configuration is planned */
  readonly destroy?: readonly string[];
}

/** A checked-out Terraform stack, with the state of one environment. */
export interface TerraformStack {
  /** Version of Terraform, such as `1.11.4`. */
  version(): Promise<string>;
  /** Connects it with the environment's state, and checks the configuration. */
  init(): Promise<void>;
  /** Writes a plan to `file`, and answers what it changes. */
  plan(file: string, planning?: Planning): Promise<readonly PlannedChange[]>;
  /** What a plan that lies in `file` changes. */
  changes(file: string): Promise<readonly PlannedChange[]>;
  /**
   * Applies exactly the plan in `file`.
   *
   * @throws {TerraformRefused} if the state has overtaken it, or another run goes on
   */
  apply(file: string): Promise<void>;
  /** Addresses of the resources whose creation failed half-way. */
  failed(): Promise<readonly string[]>;
  /** Takes away the lock `id` of a run that has died. */
  unlock(id: string): Promise<void>;
}

type Contract = Pick<ReleaseContractOf<"terraform">, "backend" | "service" | "environment">;

/**
 * The stack in a folder. Each of its calls throws an InvalidInput with Terraform's own words where Terraform
 * fails.
 *
 * @param lockTimeout - how long it waits for another run, such as `10m`
 */
export function terraformStack(
  place: TerraformPlace,
  { backend, service, environment }: Contract,
  lockTimeout = LOCK_TIMEOUT,
): TerraformStack {
  const run = async (...words: string[]) => {
    const { code, out, err } = await terraform(place, [...words.slice(0, 1), ...optionsOf(words)]);
    if (code === 0) return out;
    const subject = `terraform ${words[0]}`;
    const reasons = reasonsOf(err || out);
    const refusal = refusalIn(reasons);
    if (refusal === undefined) throw new InvalidInput(subject, reasons);
    const advice = adviceOn(refusal, { workload: service, environment });
    throw new TerraformRefused(subject, [...reasons, advice]);
  };
  const json = async (...words: string[]): Promise<unknown> =>
    jsonIn(await run("show", "-json", ...words));
  const lock = `-lock-timeout=${lockTimeout}`;
  const changes = async (file: string) => plannedChanges(await json(file));
  return {
    async version() {
      const { terraform_version } = jsonIn(await run("version", "-json")) as {
        terraform_version: string;
      };
      return terraform_version;
    },
    async init() {
      const settings = Object.entries(backend).map(
        ([key, value]) => `-backend-config=${key}=${value}`,
      );
      await run("init", "-reconfigure", ...settings);
      await run("validate");
    },
    async plan(file, { destroy = [] } = {}) {
      const targets = destroy.map((address) => `-target=${address}`);
      await run(
        "plan",
        lock,
        `-out=${file}`,
        ...(destroy.length > 0 ? ["-destroy", ...targets] : []),
      );
      return changes(file);
    },
    changes,
    async apply(file) {
      await run("apply", lock, file);
    },
    failed: async () => failedResources(await json()),
    async unlock(id) {
      await run("force-unlock", "-force", id);
    },
  };
}

function optionsOf([command, ...words]: readonly string[]): readonly string[] {
  return command === "version" || command === "force-unlock" ? words : ["-no-color", ...words];
}

/**
 * What a command prints as JSON. OpenTofu prints warnings about its own configuration before it, such as one of a missing
 * TF_CLI_CONFIG_FILE, on the same stream.
 */
function jsonIn(text: string): unknown {
  return JSON.parse(text.slice(Math.max(text.indexOf("{"), 0)));
}

/** Terraform's words without the frame that it draws around them. */
function reasonsOf(text: string): string[] {
  // `force-unlock` has colours, and no option against them.
  const plain = stripVTControlCharacters(text);
  const lines = plain.split("\n").map((line) => line.replace(/^[╷│╵]\s?/, "").trimEnd());
  const from = lines.findIndex((line) => line.startsWith("Error: "));
  return lines.slice(Math.max(from, 0)).filter((line) => line !== "");
}
