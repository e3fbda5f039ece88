import { breakGlassIsDetected } from "../../../policies/logs/break-glass-is-detected";
import { judgesPlans, LATER, type PlanCase } from "../../support/violations";

const STATE = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
const ARN = "arn:aws:iam::111111111111:role/nc-platform-dev-break-glass";
const role = { type: "aws:iam/role:Role", props: { name: "nc-platform-dev-break-glass" } };
const rule = (name: string, changes: object = {}) => ({
  type: "aws:cloudwatch/eventRule:EventRule",
  props: {
    name,
    state: STATE,
    eventPattern: JSON.stringify({ detail: { requestParameters: { roleArn: [ARN] } } }),
    ...changes,
  },
});
const target = (name: string) => ({
  type: "aws:cloudwatch/eventTarget:EventTarget",
  props: { rule: name, arn: "arn:topic" },
});
const elsewhere = {
  type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  props: {
    pattern: `{ ($.awsRegion != "ca-central-1") && ($.requestParameters.roleArn = "${ARN}") }`,
  },
};
const here = (changes: object = {}): PlanCase["plan"] => ({
  role,
  here: rule("here", changes),
  there: rule("there", { region: "us-east-1" }),
  hereTarget: target("here"),
  thereTarget: target("there"),
  elsewhere,
});
const LACKS = {
  says: [/^role: no rule of ca-central-1 with state ENABLED_WITH_ALL\w+ and a target/],
};

judgesPlans(breakGlassIsDetected, {
  "[§14] passes a rule in each region": { plan: here() },
  "passes the provider's own region, which a preview does not know": {
    plan: here({ region: LATER }),
  },
  "passes a plan without the role": { plan: {} },
  "[§14] refuses a rule that leaves read-only events out": {
    plan: here({ state: "ENABLED" }),
    ...LACKS,
  },
  "refuses a rule on another role": { plan: here({ eventPattern: "{}" }), ...LACKS },
  "refuses both rules in one region": { plan: here({ region: "us-east-1" }), ...LACKS },
  "refuses a rule without a target": {
    plan: { ...here(), hereTarget: target("other") },
    ...LACKS,
  },
  "refuses none in us-east-1": {
    plan: { role, elsewhere, here: rule("here"), target: target("here") },
    says: [/^role: no rule of us-east-1 with state/],
  },
  "[§14] refuses a plan that does not see it in other regions": {
    plan: { ...here(), elsewhere: { ...elsewhere, props: { pattern: "{ ($.awsRegion = *) }" } } },
    says: [/^role: no metric filter matches its use outside of ca-central-1: add one/],
  },
  "refuses a filter on another role": {
    plan: {
      ...here(),
      elsewhere: { ...elsewhere, props: { pattern: '{ ($.awsRegion != "ca-central-1") }' } },
    },
    says: [/^role: no metric filter matches/],
  },
});
