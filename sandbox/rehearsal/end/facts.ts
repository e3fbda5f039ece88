import type { LedgerEvent } from "../../../delivery/ledger/events";
import type { Catalog } from "../../../infra/catalog/workload";
import { ENVIRONMENTS, type Environment } from "../../../infra/environments";
import type { Settings } from "../../../infra/settings/parse";
import { DEPLOYMENTS, type Deployment } from "../../api/simulation/codedeploy/deployment";
import type { Properties } from "../../cloud/record";
import { objectOf } from "../../cloud/values";
import { ledgerOf } from "../delivery/ledger-of";
import type { Stage } from "../stage";
import type { Step } from "../steps";

/** Something of each environment. */
type PerEnvironment<T> = Readonly<Record<Environment, T>>;

/** A deployment of CodeDeploy, with how its configuration routes traffic. */
export type RolledOut = Deployment & {
  /** `trafficRoutingConfig` of the deployment configuration; empty for one of AWS's own. */
  readonly routing: Properties;
};

/** What there is at the end of a rehearsal. */
export interface Facts {
  readonly catalog: Catalog;
  readonly settings: PerEnvironment<Pick<Settings, "bakeMinutes" | "kpi">>;
  /** The virtual time. */
  readonly now: Date;
  readonly steps: readonly Pick<Step, "scenario" | "title" | "ok">[];
  /** The ledger of each environment, in the order of its times. */
  readonly events: PerEnvironment<readonly LedgerEvent[]>;
  /** What CodeDeploy of each account has on record. */
  readonly deployments: PerEnvironment<readonly RolledOut[]>;
  /** Issues of the simulated GitHub. */
  readonly tickets: readonly { readonly number: number; readonly title: string }[];
}

/** Reads the ledgers, as an auditor does, and what the accounts and GitHub have on record. */
export async function readFacts(stage: Stage, steps: readonly Step[]): Promise<Facts> {
  const { catalog, settings, clock, github } = stage;
  const events = async (environment: Environment) => {
    const all = await ledgerOf(stage, environment).allEvents();
    return all.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  };
  const [dev, stg, prod] = ENVIRONMENTS;
  return {
    catalog,
    settings,
    now: clock.now(),
    steps,
    events: { dev: await events(dev), stg: await events(stg), prod: await events(prod) },
    deployments: {
      dev: rolledOut(stage, dev),
      stg: rolledOut(stage, stg),
      prod: rolledOut(stage, prod),
    },
    tickets: github.state.issues,
  };
}

function rolledOut({ accounts }: Stage, environment: Environment): RolledOut[] {
  const { cloud } = accounts[environment];
  const configs = new Map(
    cloud
      .list("aws:codedeploy/deploymentConfig:DeploymentConfig")
      .map(({ key, state }) => [key, objectOf(state.trafficRoutingConfig)]),
  );
  return DEPLOYMENTS.list(cloud).map(({ state }) => ({
    ...state,
    routing: configs.get(state.deploymentConfigName) ?? {},
  }));
}
