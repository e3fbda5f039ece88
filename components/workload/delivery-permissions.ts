import type { Shapes } from "../../infra/catalog/shape";
import { shapeOf, type Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { DELIVERY_NAMESPACE } from "../../infra/deployments-metric";
import { RELEASE_CONTRACT } from "../../infra/naming/names";
import { PLATFORM_PLAN_KEY } from "../../infra/naming/platform-names";
import { deliveryRecordPermissions } from "../audit/permissions";
import { platformArns, workloadArns } from "../identity/arns";
import { artifactPermissions, promotionPermissions } from "../identity/permissions/artifacts";
import { deliverySecretKey } from "../identity/permissions/delivery-secret";
import { allow, type Statement } from "../identity/statement";
import { flagPermissions } from "./flags/permissions";
import { kindOf } from "./kinds";
import { releasedPermissions } from "./released-shapes";

/**
 * What the deploy role of `workload` may do in the environment of its `context`: what every kind
 * needs, and what its own kind needs.
 */
export function deliveryPermissions(
  context: Context,
  workload: Workload,
  shapes: Shapes = [shapeOf(workload)],
): Statement[] {
  return [
    ...artifactPermissions(context, workload),
    ...promotionPermissions(context, workload),
    ...gatePermissions(context),
    ...readPermissions(context),
    ...releasedPermissions(context),
    ...deliveryRecordPermissions(context),
    ...flagPermissions(context, workload),
    ...kindOf(workload).deliveryPermissions(context, shapes),
  ];
}

/** What every promotion reads and reports: deployments, the change calendar, alarms and incidents. */
function gatePermissions(context: Context): Statement[] {
  const { regional } = platformArns(context);
  return [
    // CloudWatch takes no resource for it: the condition on the namespace bounds it.
    allow("Deployments", "cloudwatch", ["PutMetricData"], "*", {
      StringEquals: { "cloudwatch:namespace": DELIVERY_NAMESPACE },
    }),
    allow("IncidentTags", "ssm", ["AddTagsToResource"], regional("ssm", "opsitem/*")),
    {
      Sid: "AlarmsAndIncidents",
      Effect: "Allow",
      Action: [
        ...["cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData"],
        ...["ssm:CreateOpsItem", "ssm:DescribeOpsItems"],
      ],
      Resource: "*",
    },
  ];
}

/**
 * Reads what a release of the workload needs to know: its contract, and what the gates ask for. In stg and prod it is
 * also that with which a delivery proves itself to GitHub, and to another system of change tickets. In dev nobody is
 * asked, and the workload's own workflow may deliver: it gets no credentials.
 *
 * Each action reads a type of resource of its own. They are one statement, as the policies of a role have 10,240
 * characters in all (IAM User Guide, "IAM and AWS STS quotas").
 */
function readPermissions(context: Context): Statement[] {
  const { artifactBucket, deliverySecret, regional } = platformArns(context);
  const { configPrefix } = workloadArns(context);
  const hasSecret = context.environment !== "dev";
  const reads: Statement = {
    Sid: "Reads",
    Effect: "Allow",
    Action: [
      ...["s3:GetObject", "ssm:GetCalendarState", "ssm:GetParameter"],
      ...(hasSecret ? ["secretsmanager:GetSecretValue"] : []),
    ],
    Resource: [
      // Whether the platform's last plan broadens permissions.
      `${artifactBucket}/${PLATFORM_PLAN_KEY}`,
      regional("ssm", `document/nc-platform-${context.environment}-*`),
      `${configPrefix}${RELEASE_CONTRACT}`,
      ...(hasSecret ? [deliverySecret] : []),
    ],
  };
  if (!hasSecret) return [reads];
  return [reads, deliverySecretKey(context)];
}
