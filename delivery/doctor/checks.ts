import type { Settings } from "../../infra/settings/parse";
import type { AccountInspection } from "../ports/account-inspection";
import type { DeliveryApp } from "../ports/delivery-app";
import type { PullRequests } from "../ports/pull-requests";
import type { RepositoryRules } from "../ports/repository-rules";
import { credentialsCheck, regionCheck, tablesCheck } from "./account";
import { alertRoutesCheck } from "./alert-routes";
import type { Check } from "./check";
import { contractsCheck, readContracts } from "./contracts";
import { deliveryAppCheck } from "./delivery-app";
import { callersCheck, type WantedCaller } from "./github/callers";
import { environmentsCheck, ownRepository, rulesetsCheck } from "./github/environments";
import { immutableReleasesCheck } from "./github/immutable-releases";
import { teamsCheck } from "./github/teams";
import { workflowAccessCheck } from "./github/workflow-access";
import { nodeCheck } from "./node";
import { type Machine, programsCheck, trustedRootCheck } from "./programs";

/** What is examined. */
export interface Examined {
  readonly settings: Settings;
  /** Settings of the environment whose stack manages GitHub: exceptions of rulesets are there alone. */
  readonly gitHubSettings: Settings;
  readonly account: AccountInspection;
  /** Of stg and prod: in dev nobody is asked, and there is none. */
  readonly deliveryApp: DeliveryApp;
  readonly rules: RepositoryRules;
  readonly pullRequests: Pick<PullRequests, "file">;
  /** The workflow that each repository of the catalog is to have. */
  readonly callers: () => Promise<readonly WantedCaller[]>;
  readonly machine: Machine;
  /** Such as `24.1.0`. */
  readonly node: string;
  /** Text of AWS_REGION. @default - it is not set */
  readonly region: string | undefined;
}

/** Everything that releases into one environment and `nc` need. */
export function checksOf(examined: Examined): readonly Check[] {
  const { settings, gitHubSettings, account, rules, pullRequests, callers } = examined;
  const { machine, node, region } = examined;
  const { environment } = settings;
  const contracts = once(() => readContracts(settings, account));
  const repositories = async () => {
    const delivering = (await contracts()).contracts.map(({ repository }) => repository);
    return [...new Set([ownRepository(settings), ...delivering.sort()])];
  };
  return [
    nodeCheck(node),
    regionCheck(settings, region),
    credentialsCheck(settings, account),
    tablesCheck(settings, account),
    alertRoutesCheck(settings, account),
    contractsCheck(settings, contracts),
    programsCheck(settings, machine, contracts),
    ...(environment === "dev" ? [] : [trustedRootCheck(machine)]),
    ...(environment === "dev" ? [] : [deliveryAppCheck(settings, examined.deliveryApp)]),
    environmentsCheck(settings, rules, repositories),
    rulesetsCheck(gitHubSettings, rules, repositories),
    teamsCheck(settings, rules, repositories),
    workflowAccessCheck(settings, rules),
    immutableReleasesCheck(rules, repositories),
    callersCheck(callers, pullRequests),
  ];
}

/** What `work` gives, asked for once. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= work();
    return made;
  };
}
