import type { Clock } from "../../delivery/ports/clock";
import type { KindName } from "../../infra/catalog/kinds";
import type { Catalog, WorkloadOf } from "../../infra/catalog/workload";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { InvalidInput } from "../../infra/problems";
import type { Settings } from "../../infra/settings/parse";
import type { GitHub } from "../api/github/state/store";
import type { OpenedSandbox } from "../api/open-sandbox";
import type { Account, World } from "../api/world";
import type { Sigstore } from "./delivery/sigstore";
import { virtualClock } from "./virtual-clock";

/** What every scenario works with: the accounts, whose API answers, and the time. */
export interface Stage {
  /** Folder of the accounts, with Pulumi's states. */
  readonly folder: string;
  readonly world: World;
  /** Endpoint of AWS's API for all accounts. */
  readonly endpoint: string;
  readonly github: GitHub;
  /** Endpoint of GitHub's API. */
  readonly gitHubUrl: string;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly settings: Readonly<Record<Environment, Settings>>;
  /** Folder of the stack files that have these settings. */
  readonly project: URL;
  readonly accounts: Readonly<Record<Environment, Account>>;
  /** Signs with the real tools. @default - the machine has none: the simulated GitHub signs all */
  readonly sigstore?: Sigstore | undefined;
  /** Shows a line of what is being done, such as the progress of a deployment. */
  readonly progress: (line: string) => void;
}

/** Sets the stage in accounts that were opened and are served. */
export function stageOf(
  { world, accounts }: OpenedSandbox,
  served: Pick<
    Stage,
    | "catalog"
    | "endpoint"
    | "folder"
    | "github"
    | "gitHubUrl"
    | "progress"
    | "project"
    | "settings"
    | "sigstore"
  >,
): Stage {
  const { dev, stg, prod } = accounts;
  if (!dev || !stg || !prod) {
    const missing = ENVIRONMENTS.filter((each) => !accounts[each]);
    throw new InvalidInput(
      "accounts",
      missing.map((each) => `${each} is missing: expected it applied`),
    );
  }
  const clock = virtualClock(world);
  return { ...served, world, clock, accounts: { dev, stg, prod } };
}

/**
 * The first workload of a kind in the catalog.
 *
 * @throws {InvalidInput} if there is none: a scenario cannot be shown then
 */
export function firstOf<Kind extends KindName>({ catalog }: Stage, kind: Kind): WorkloadOf<Kind> {
  const isIt = (each: Catalog[number]): each is WorkloadOf<Kind> => each.kind === kind;
  const found = catalog.find(isIt);
  if (found) return found;
  throw new InvalidInput("catalog", [`${kind} is missing: expected a workload of that kind`]);
}
