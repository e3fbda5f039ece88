import { targetsOf } from "../../../cloud/deployments/codedeploy";
import type { Entry, Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { findBy } from "../../resources";
import type { Account } from "../../world";
import { codeOfVersion } from "../lambda-versions";
import { digestOf, findTaskDefinition } from "../revisions";
import { taskSetsOf } from "../task-sets";
import type { Load } from "./history";

/**
 * Where the traffic goes now: for each target group (`targetgroup/...`), each alias
 * (`function:<name>:<alias>`) and each service's tasks (`service:<name>`).
 */
export function currentLoads(account: Account): Map<string, Load[]> {
  const loads = new Map<string, Load[]>();
  for (const service of account.cloud.list("aws:ecs/service:Service")) {
    const sets = taskSetsOf(account, service).map((set) => ({
      set,
      code: codeOf(account, set.taskDefinition),
    }));
    const tasks = sets.map(({ set, code }) => ({ code, share: 0, tasks: set.desiredCount }));
    loads.set(`service:${service.state.name}`, tasks);
    for (const { set, code } of sets.filter(({ set }) => set.targetGroupArn !== "")) {
      const share = set.desiredCount === 0 ? 0 : weightOf(account, set.targetGroupArn);
      const suffix = String(
        findBy(account, "aws:lb/targetGroup:TargetGroup", "arn", set.targetGroupArn)?.state
          .arnSuffix,
      );
      loads.set(suffix, [{ code, share, tasks: set.desiredCount }]);
    }
  }
  for (const group of account.cloud.list("aws:lb/targetGroup:TargetGroup")) {
    const suffix = String(group.state.arnSuffix);
    if (!loads.has(suffix)) loads.set(suffix, []);
  }
  const scheduled = account.cloud
    .list("aws:scheduler/schedule:Schedule")
    .map(({ state }) => objectOf(state.target)?.arn);
  for (const alias of account.cloud.list("aws:lambda/alias:Alias")) {
    // Nobody but its schedule calls a job.
    if (scheduled.includes(alias.state.arn)) continue;
    loads.set(`function:${alias.state.functionName}:${alias.state.name}`, ofAlias(account, alias));
  }
  return loads;
}

function codeOf(account: Account, taskDefinition: string): string {
  const revision = findTaskDefinition(account, taskDefinition);
  return revision ? digestOf(revision) : "";
}

/** Share of callers' requests that a target group has: the listener of tests is the one with the later port. */
function weightOf(account: Account, targetGroup: string): number {
  const rules = account.cloud
    .list("aws:lb/listenerRule:ListenerRule")
    .filter(({ state }) => targetsOf(state).some(({ arn }) => arn === targetGroup));
  const [production] = rules.sort((a, b) => portOf(account, a) - portOf(account, b));
  const targets = production ? targetsOf(production.state) : [];
  const total = targets.reduce((sum, { weight }) => sum + Number(weight), 0);
  const own = targets.find(({ arn }) => arn === targetGroup);
  return own && total > 0 ? Number(own.weight) / total : 0;
}

/** Port of the listener of a rule: 443 is production's. */
function portOf(account: Account, rule: Entry): number {
  const listener = findBy(account, "aws:lb/listener:Listener", "arn", rule.state.listenerArn);
  return Number(listener?.state.port ?? 0);
}

function ofAlias(account: Account, { state }: Entry): Load[] {
  const { functionName, functionVersion, routingConfig } = state;
  const weights = objectOf(objectOf(routingConfig)?.additionalVersionWeights) ?? {};
  const others = Object.values(weights).reduce<number>((sum, each) => sum + Number(each), 0);
  const shares: Properties = { [String(functionVersion)]: 1 - others, ...weights };
  return Object.entries(shares).map(([version, share]) => ({
    code: codeOfVersion(account, String(functionName), version),
    share: Number(share),
    tasks: 0,
  }));
}
