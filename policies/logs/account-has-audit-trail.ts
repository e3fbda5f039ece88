import { controlUrl, fsbp } from "../support/frameworks";
import { ofType, planRule } from "../support/plan";

export const accountHasAuditTrail = planRule({
  name: "account-has-audit-trail",
  description: "An environment with roles has an audit trail, which CloudWatch Logs gets too.",
  why: "Roles change what is delivered: without a trail nobody sees who did, and no alarm goes off.",
  remediationSteps: "Keep `AuditTrail` in the environment.",
  severity: "critical",
  framework: fsbp("CloudTrail.1", "CloudTrail should be enabled with a multi-Region trail"),
  url: controlUrl("CloudTrail.1"),
  *check(plan) {
    const [role] = ofType(plan, "aws:iam/role:Role");
    if (role === undefined) return;
    const isSeen = ofType(plan, "aws:cloudtrail/trail:Trail").some(
      ({ props }) =>
        props.isMultiRegionTrail === true &&
        props.enableLogging !== false &&
        props.cloudWatchLogsGroupArn !== undefined,
    );
    if (isSeen) return;
    yield {
      urn: role.urn,
      message: "no Trail of all regions is on and has a cloudWatchLogsGroupArn: add one",
    };
  },
});
