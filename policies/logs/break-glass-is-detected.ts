import { GLOBAL_STS_REGION } from "../../infra/aws-accounts";
import { platformNames } from "../../infra/naming/platform-names";
import { ciCl002 } from "../support/frameworks";
import { names, ofType, planRule } from "../support/plan";
import { isUnknown } from "../support/unknowns";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const STATE = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

export const breakGlassIsDetected = planRule({
  name: "break-glass-is-detected",
  description:
    "Each use of break-glass is matched by a rule with a target in both of STS's regions, and in all others by a metric filter.",
  why:
    "AssumeRole is a read-only event, which a rule that is merely enabled never sees, and a call of the " +
    "global endpoint may be in the other region, where no queue keeps what a rule could not send on.",
  remediationSteps: "Keep `BreakGlassDetection` and `ControlChangeAlarms` in the environment.",
  severity: "critical",
  framework: ciCl002("§14"),
  *check(plan, settings) {
    const { accountId, region } = settings;
    const name = platformNames(settings).breakGlassRole;
    const role = ofType(plan, "aws:iam/role:Role").find(({ props }) => props.name === name);
    if (role === undefined) return;
    const targets = ofType(plan, "aws:cloudwatch/eventTarget:EventTarget");
    const rules = ofType(plan, RULE).filter(
      (rule) =>
        rule.props.state === STATE &&
        String(rule.props.eventPattern).includes(`"arn:aws:iam::${accountId}:role/${name}"`) &&
        targets.some((target) => names(target, "rule", target.props.rule, rule, [rule.props.name])),
    );
    for (const where of new Set([region, GLOBAL_STS_REGION])) {
      if (rules.some(({ props }) => regionOf(props.region, region) === where)) continue;
      const message = `no rule of ${where} with state ${STATE} and a target matches its use: add one`;
      yield { urn: role.urn, message };
    }
    const filters = ofType(plan, "aws:cloudwatch/logMetricFilter:LogMetricFilter").filter(
      ({ props }) =>
        String(props.pattern).includes(`"arn:aws:iam::${accountId}:role/${name}"`) &&
        String(props.pattern).includes(`$.awsRegion != "${region}"`),
    );
    if (filters.length === 0) {
      const message = `no metric filter matches its use outside of ${region}: add one`;
      yield { urn: role.urn, message };
    }
  },
});

/** The region of a rule. A preview does not know it where the provider gives its own. */
function regionOf(given: unknown, own: string): unknown {
  return given === undefined || isUnknown(given) ? own : given;
}
