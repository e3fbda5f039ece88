import { alarmName, COMPOSITE_ALARM, METRIC_ALARM, metricsOf } from "../observe/alarms";
import { type Planned, planRule } from "../support/rule";
import { UNKNOWN, valuesAt } from "../support/unknowns";

/** Where a type lists the alarms that stop a deployment, by name or ARN: its input, and the path below. */
const LISTED: Readonly<Record<string, readonly [input: string, path: string]>> = {
  "aws:appconfig/environment:Environment": ["monitors", "*.alarmArn"],
  "aws:codedeploy/deploymentGroup:DeploymentGroup": ["alarmConfiguration", "alarms.*"],
  "aws:ecs/service:Service": ["alarms", "alarmNames.*"],
};

/**
 * What stops a deployment is a metric alarm of the plan, on what the workload itself answers.
 *
 * Why: that CodeDeploy, ECS and AppConfig read composite alarms is documented nowhere. The load balancer's own
 * 5xx counts the test listener's 503 of a group that is still empty: it has rolled back good
 * releases. A canary runs once a minute at best, too seldom for a step of a rollout, and fails
 * before the first release. A name that no alarm has never goes off.
 *
 * Fix: list `observed.rollbackAlarms`; the others belong to the bake.
 */
export const rollbackUsesMetricAlarms = planRule({
  name: "rollback-uses-metric-alarms",
  description: "Deployments are stopped by metric alarms of the workload's own answers.",
  *check(plan) {
    const alarms = plan.filter(({ type }) => type === METRIC_ALARM || type === COMPOSITE_ALARM);
    const byName = new Map(
      alarms.flatMap((each) => [alarmName(each), each.props.arn].map((name) => [name, each])),
    );
    const byUrn = new Map(alarms.map((each) => [each.urn, each]));
    for (const each of plan) {
      const [input = "", path = ""] = LISTED[each.type] ?? [];
      const sources = each.madeFrom(input).flatMap((urn) => byUrn.get(urn) ?? []);
      const problems = valuesAt(each.props[input], path).flatMap((name) => {
        if (name === undefined) return [];
        if (name !== UNKNOWN) return [byName.get(name) ?? String(name)];
        // What is unknown, and made from nothing, is not the program's but the provider's.
        return sources.length > 0 || each.madeFrom(input).length === 0 ? sources : ["something"];
      });
      for (const wrong of new Set(problems.flatMap(formatProblem))) {
        const message = `${input} lists ${wrong}: list the workload's rollbackAlarms`;
        yield { urn: each.urn, message };
      }
    }
  },
});

function formatProblem(alarm: Planned | string): string[] {
  if (typeof alarm === "string") return [`${alarm}, which is no alarm of this plan`];
  const { type, name, props } = alarm;
  if (type === COMPOSITE_ALARM) return [`${name}, which is a composite alarm`];
  return metricsOf(props).flatMap(({ namespace, metricName }) => {
    if (namespace === "CloudWatchSynthetics") return [`${name}, which is a canary's`];
    if (!String(metricName).startsWith("HTTPCode_ELB_")) return [];
    return [`${name}, which reads ${String(metricName)}`];
  });
}
