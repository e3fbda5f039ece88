import { accountHasAuditTrail } from "../../../policies/logs/account-has-audit-trail";
import { judgesPlans, LATER, type PlanCase } from "../../support/violations";

const role = { type: "aws:iam/role:Role" };
const trail = (changes: object): PlanCase => ({
  plan: {
    role,
    trail: {
      type: "aws:cloudtrail/trail:Trail",
      props: { isMultiRegionTrail: true, cloudWatchLogsGroupArn: "arn:x:*", ...changes },
    },
  },
});
const LACKS = { says: [/^role: no Trail of all regions is on and has a cloudWatchLogsGroupArn/] };

judgesPlans(accountHasAuditTrail, {
  "[§14] passes a trail of all regions that CloudWatch Logs gets": trail({}),
  "passes a log group that only up knows": trail({ cloudWatchLogsGroupArn: LATER }),
  "passes a plan without roles": { plan: {} },
  "refuses roles without a trail": { plan: { role }, ...LACKS },
  "refuses a trail of one region": { ...trail({ isMultiRegionTrail: false }), ...LACKS },
  "refuses a trail that is off": { ...trail({ enableLogging: false }), ...LACKS },
  "refuses a trail from which no alarm is made": {
    ...trail({ cloudWatchLogsGroupArn: undefined }),
    ...LACKS,
  },
});
