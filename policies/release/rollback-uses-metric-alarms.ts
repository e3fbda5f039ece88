import { alarmName, COMPOSITE_ALARM, METRIC_ALARM, metricsOf } from "../observe/alarms";
import { ciCl002 } from "../support/frameworks";
import { inputTable, readBy } from "../support/inputs";
import { ofType, type PlannedOf, planRule } from "../support/plan";
import { given, isUnknown } from "../support/unknowns";

/** Where a type lists the alarms that stop a deployment, by name or ARN. */
const LISTED = inputTable({
  "aws:appconfig/environment:Environment": ({ monitors }) =>
    given(monitors).map((each) => each.alarmArn),
  "aws:codedeploy/deploymentGroup:DeploymentGroup": ({ alarmConfiguration }) => [
    ...given(alarmConfiguration?.alarms),
  ],
  "aws:ecs/service:Service": ({ alarms }) => [...given(alarms?.alarmNames)],
});

type Alarm = PlannedOf<typeof METRIC_ALARM | typeof COMPOSITE_ALARM>;

export const rollbackUsesMetricAlarms = planRule({
  name: "rollback-uses-metric-alarms",
  description:
    "Deployments are stopped by metric alarms of the plan, on the workload's own answers.",
  why:
    "That CodeDeploy, ECS and AppConfig read composite alarms is documented nowhere. The load balancer's " +
    "own 5xx counts the test listener's 503 of a group that is still empty, and has rolled back good " +
    "releases. A canary runs once a minute at best, too seldom for a step of a rollout, and fails before " +
    "the first release. A name that no alarm has never goes off.",
  remediationSteps:
    "List the rollback alarms of the workload's health; the others belong to the bake.",
  severity: "high",
  framework: ciCl002("§7"),
  *check(plan) {
    const alarms = ofType(plan, METRIC_ALARM, COMPOSITE_ALARM);
    const byName = new Map<unknown, Alarm>(
      alarms.flatMap(
        (each) =>
          [
            [alarmName(each), each],
            [each.props.arn, each],
          ] as const,
      ),
    );
    const byUrn = new Map(alarms.map((each) => [each.urn, each]));
    for (const deployed of plan) {
      const { field = "", values = [] } = readBy(LISTED, deployed) ?? {};
      const [input = ""] = field.split(".");
      const madeFrom = deployed.madeFrom(input);
      const sources = madeFrom.flatMap((urn) => byUrn.get(urn) ?? []);
      const listed = values.flatMap((name) => {
        if (name === undefined) return [];
        if (!isUnknown(name)) return [byName.get(name) ?? String(name)];
        // What is unknown, and made from nothing, is not the program's but the provider's.
        return sources.length > 0 || madeFrom.length === 0 ? sources : ["something"];
      });
      for (const wrong of new Set(listed.flatMap(problemsOf))) {
        yield { urn: deployed.urn, message: `${input} lists ${wrong}` };
      }
    }
  },
});

function problemsOf(alarm: Alarm | string): string[] {
  if (typeof alarm === "string") return [`${alarm}, which is no alarm of this plan`];
  if (alarm.type === COMPOSITE_ALARM) return [`${alarm.name}, which is a composite alarm`];
  return metricsOf(alarm.props).flatMap(({ namespace, metricName }) => {
    if (namespace === "CloudWatchSynthetics") return [`${alarm.name}, which is a canary's`];
    if (!String(metricName).startsWith("HTTPCode_ELB_")) return [];
    return [`${alarm.name}, which reads ${String(metricName)}`];
  });
}
