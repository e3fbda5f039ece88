import type { ReleaseContractOf } from "../../../../../infra/release/contract";
import type { Target } from "../target";

/**
 * Sets the release's path of health checks on the target group that has no traffic, before its tasks are in it. The
 * other group keeps its own, for a rollback (docs/decisions/0027).
 */
export async function setHealthCheckPath(
  target: Target<ReleaseContractOf<"service">>,
): Promise<void> {
  const { clients, contract } = target;
  const loadBalancing = await clients.loadBalancing();
  await loadBalancing.modifyTargetGroup({
    TargetGroupArn: await idleTargetGroup(target),
    HealthCheckPath: contract.healthCheckPath,
  });
}

async function idleTargetGroup({
  clients,
  contract,
}: Target<ReleaseContractOf<"service">>): Promise<string> {
  const { targetGroupArns, listenerRuleArns } = contract;
  const loadBalancing = await clients.loadBalancing();
  const { Rules } = await loadBalancing.describeRules({ RuleArns: [listenerRuleArns.production] });
  const groups = (Rules?.[0]?.Actions ?? []).flatMap(
    ({ ForwardConfig, TargetGroupArn }) => ForwardConfig?.TargetGroups ?? [{ TargetGroupArn }],
  );
  const hasTraffic = (arn: string) =>
    groups.some(({ TargetGroupArn, Weight = 1 }) => TargetGroupArn === arn && Weight > 0);
  const { blue, green } = targetGroupArns;
  if (hasTraffic(blue) !== hasTraffic(green)) return hasTraffic(blue) ? green : blue;
  const what = hasTraffic(blue) ? "both target groups have traffic" : "no target group has traffic";
  throw new Error(`${listenerRuleArns.production}: ${what}, so that none is the idle one`);
}
