import type { Context } from "../../../../infra/context";
import { SHARED_CLUSTER } from "../../../../infra/naming/platform-names";
import { LIVE } from "../../../workload/function/versioned-function";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";

const TAG = ["TagResource", "UntagResource"];

const CONTAINER_CHANGES = [
  "CreateCluster",
  "CreateService",
  "DeleteCluster",
  "DeleteService",
  "PutClusterCapacityProviders",
  "RegisterTaskDefinition",
  "UpdateCluster",
  "UpdateClusterSettings",
  "UpdateService",
  ...TAG,
];

/** Services to which the program opens a function. */
const CALLERS = [
  "apigateway.amazonaws.com",
  "events.amazonaws.com",
  "secretsmanager.amazonaws.com",
];

/** No permission is for a function URL. */
const NO_URL = { Null: { "lambda:FunctionUrlAuthType": "true" } };

const FUNCTION_CHANGES = [
  "CreateAlias",
  "CreateFunction",
  "DeleteAlias",
  "DeleteFunction",
  "DeleteFunctionConcurrency",
  "DeleteFunctionEventInvokeConfig",
  "PublishVersion",
  "PutFunctionConcurrency",
  "PutFunctionEventInvokeConfig",
  "RemovePermission",
  "UpdateAlias",
  "UpdateFunctionCode",
  "UpdateFunctionConfiguration",
  "UpdateFunctionEventInvokeConfig",
  ...TAG,
];

const SCALING_CHANGES = [
  "DeleteScalingPolicy",
  "DeleteScheduledAction",
  "DeregisterScalableTarget",
  "PutScalingPolicy",
  "PutScheduledAction",
  "RegisterScalableTarget",
  ...TAG,
];

const SCHEDULE_CHANGES = [
  "CreateSchedule",
  "CreateScheduleGroup",
  "DeleteSchedule",
  "DeleteScheduleGroup",
  "UpdateSchedule",
  ...TAG,
];

const RULE_CHANGES = ["DeleteRule", "PutRule", "PutTargets", "RemoveTargets", ...TAG];

/**
 * Manages clusters, services, functions, scaling and schedules. It starts no task, and no function
 * but one that rotates a secret, when the rotation is set up.
 */
export function computePermissions(context: Context): Statement[] {
  const { regional, roles } = platformArns(context);
  const each = (service: string, resources: readonly string[]) =>
    resources.map((resource) => regional(service, resource));
  const mappings = regional("lambda", "event-source-mapping:*");
  const ofOurs = { ArnLike: { "lambda:FunctionArn": regional("lambda", "function:nc-*") } };
  return [
    allow(
      "Containers",
      "ecs",
      CONTAINER_CHANGES,
      each("ecs", [
        `cluster/${SHARED_CLUSTER}`,
        `service/${SHARED_CLUSTER}/nc-*`,
        "task-definition/nc-*",
      ]),
    ),
    allow("OldTasks", "ecs", ["DeregisterTaskDefinition"], "*"),
    allow("Scaling", "application-autoscaling", SCALING_CHANGES, [
      regional("application-autoscaling", "scalable-target/*"),
    ]),
    // Synthetics creates a canary's function and layer with the caller's permissions.
    allow(
      "Functions",
      "lambda",
      FUNCTION_CHANGES,
      each("lambda", ["function:cwsyn-nc-*", "function:nc-*"]),
    ),
    allow("Callers", "lambda", ["AddPermission"], regional("lambda", "function:nc-*"), {
      ...NO_URL,
      StringEquals: { "lambda:Principal": CALLERS },
    }),
    // A link opens a function to a role of the program.
    allow("LinkedCallers", "lambda", ["AddPermission"], regional("lambda", "function:nc-*"), {
      ...NO_URL,
      StringLike: { "lambda:Principal": roles },
    }),
    // Which service Synthetics opens a canary's function to is not documented.
    allow("CanaryCallers", "lambda", ["AddPermission"], regional("lambda", "function:cwsyn-nc-*"), {
      ...NO_URL,
      StringLike: { "lambda:Principal": "*.amazonaws.com" },
    }),
    allow(
      "CanaryLayers",
      "lambda",
      ["DeleteLayerVersion", "GetLayerVersion", "PublishLayerVersion"],
      each("lambda", ["layer:cwsyn-nc-*"]),
    ),
    // The account that owns AWS's Synthetics layer differs by region; AWS's own managed policy
    // (CloudWatchSyntheticsFullAccess) names none. A layer admits readers by its own policy.
    allow(
      "AwsLayers",
      "lambda",
      ["GetLayerVersion"],
      [
        `arn:aws:lambda:${context.settings.region}:*:layer:Synthetics:*`,
        ...Object.values(context.settings.appConfigAgent.layers),
      ],
    ),
    // Secrets Manager asks for it of whoever sets up a rotation (API reference, RotateSecret).
    allow("Rotations", "lambda", ["InvokeFunction"], regional("lambda", `function:nc-*:${LIVE}`)),
    allow("NewSources", "lambda", ["CreateEventSourceMapping"], "*", ofOurs),
    allow(
      "Sources",
      "lambda",
      ["DeleteEventSourceMapping", "UpdateEventSourceMapping"],
      mappings,
      ofOurs,
    ),
    allow("SourceTags", "lambda", TAG, mappings),
    allow(
      "Schedules",
      "scheduler",
      SCHEDULE_CHANGES,
      each("scheduler", ["schedule-group/nc-*", "schedule/nc-*"]),
    ),
    allow("Rules", "events", RULE_CHANGES, regional("events", "rule/nc-*")),
  ];
}
