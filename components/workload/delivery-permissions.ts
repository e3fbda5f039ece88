import type { Shapes } from "../../infra/catalog/shape";
import { shapeOf, type Workload } from "../../infra/catalog/workload";
import type { Context } from "../../infra/context";
import { DELIVERY_NAMESPACE } from "../../infra/deployments-metric";
import { RELEASE_CONTRACT } from "../../infra/naming/names";
import { platformKeyAlias } from "../../infra/naming/platform-names";
import { deliveryRecordPermissions } from "../audit/permissions";
import { onlyKeys, platformArns, workloadArns } from "../identity/arns";
import { artifactPermissions, promotionPermissions } from "../identity/permissions/artifacts";
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
    ...deliverySecretPermissions(context),
    contractPermission(context),
    ...releasedPermissions(context),
    ...deliveryRecordPermissions(context),
    ...flagPermissions(context, workload),
    ...kindOf(workload).deliveryPermissions(context, shapes),
  ];
}

/** What every promotion reads and reports: deployments, the change calendar, alarms and incidents. */
function gatePermissions(context: Context): Statement[] {
  const { regional } = platformArns(context);
  const calendars = regional("ssm", `document/nc-platform-${context.environment}-*`);
  return [
    // CloudWatch takes no resource for it: the condition on the namespace bounds it.
    allow("Deployments", "cloudwatch", ["PutMetricData"], "*", {
      StringEquals: { "cloudwatch:namespace": DELIVERY_NAMESPACE },
    }),
    allow("Calendar", "ssm", ["GetCalendarState"], calendars),
    allow("Incidents", "ssm", ["CreateOpsItem", "DescribeOpsItems"], "*"),
    allow("IncidentTags", "ssm", ["AddTagsToResource"], regional("ssm", "opsitem/*")),
    allow("Alarms", "cloudwatch", ["DescribeAlarms", "GetMetricData"], "*"),
  ];
}

/**
 * Reads with what a delivery proves itself to GitHub, and to another system of change tickets. In dev nobody is asked,
 * and the workload's own workflow may deliver: it gets no credentials.
 */
function deliverySecretPermissions(context: Context): Statement[] {
  if (context.environment === "dev") return [];
  const { deliverySecret, keys } = platformArns(context);
  const alias = platformKeyAlias(context.environment, "config");
  return [
    allow("DeliverySecret", "secretsmanager", ["GetSecretValue"], deliverySecret),
    // Secrets Manager names the secret in the encryption context (its user guide, "Secret encryption and decryption").
    allow("DeliverySecretKey", "kms", ["Decrypt"], keys, {
      ...onlyKeys(context, [alias], ["secretsmanager"]),
      StringLike: { "kms:EncryptionContext:SecretARN": deliverySecret },
    }),
  ];
}

/** Reads what a release of the workload needs to know, and no other parameter. */
function contractPermission(context: Context): Statement {
  const { configPrefix } = workloadArns(context);
  return allow("ReleaseContract", "ssm", ["GetParameter"], `${configPrefix}${RELEASE_CONTRACT}`);
}
