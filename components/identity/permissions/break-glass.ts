import type { Context } from "../../../infra/context";
import { RELEASE_CONTRACT } from "../../../infra/naming/names";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import type { BreakGlassWindow } from "../../../infra/settings/break-glass";
import { onlyKeys, platformArns } from "../arns";
import { allow, type Condition, deny, type Statement } from "../statement";
import { METADATA_READS } from "./metadata-reads";

/** The only service to which break-glass passes a role. */
const SCHEDULER = "scheduler.amazonaws.com";

/**
 * What break-glass may do in its window: read what there is, and take back or stop what is delivered.
 * The time is in each permission, as a session that was issued in the window would outlive it.
 *
 * Without a window, nothing.
 */
export function breakGlassPermissions(context: Context): Statement[] {
  const { window } = context.settings.breakGlass;
  if (window === undefined) return [deny("NoWindow", ["*"], "*")];
  const { anyRegion, auditBucket, iam, keys, ledger, promotions, regional } = platformArns(context);
  const during: Condition = inWindow(window);
  const { environment } = context;
  const own = (service: string, ...resources: string[]) =>
    resources.map((resource) => regional(service, resource));
  const may = (sid: string, service: string, actions: string[], ...resources: string[]) =>
    allow(sid, service, actions, own(service, ...resources), during);
  return [
    { Sid: "See", Effect: "Allow", Action: METADATA_READS, Resource: "*", Condition: during },
    may(
      "ReadLogs",
      "logs",
      ["FilterLogEvents", "GetLogEvents", "GetQueryResults", "StartQuery"],
      `log-group:/nc/${environment}/*`,
    ),
    // It says what a workload has, and is in the commands of the runbooks.
    may(
      "Contracts",
      "ssm",
      ["GetParameter"],
      `parameter/nc/${environment}/*/config/${RELEASE_CONTRACT}`,
    ),
    may("Tasks", "ecs", ["StopTask"], "task/nc-core/*"),
    // Their network stays as it is.
    allow("Services", "ecs", ["UpdateService"], own("ecs", "service/nc-core/nc-*"), {
      ...during,
      Null: { "ecs:subnet": "true" },
    }),
    may("Revisions", "codedeploy", ["RegisterApplicationRevision"], "application:nc-*"),
    // What is taken back is deployed although an alarm is on: to leave the alarms out of one deployment takes UpdateDeploymentGroup
    // (CodeDeploy API, CreateDeployment, overrideAlarmConfiguration).
    may(
      "Deployments",
      "codedeploy",
      ["CreateDeployment", "UpdateDeploymentGroup"],
      "deploymentgroup:nc-*",
    ),
    // AWS takes no resource for it.
    allow("StopDeployments", "codedeploy", ["StopDeployment"], "*", during),
    may("Functions", "lambda", ["PutFunctionConcurrency", "UpdateAlias"], "function:nc-*"),
    may(
      "Flags",
      "appconfig",
      ["StartDeployment", "StopDeployment"],
      "application/*",
      "deploymentstrategy/*",
    ),
    // SQS takes and sends the messages as whoever starts the move (Amazon SQS developer guide, "Configuring queue
    // permissions for dead-letter queue redrive"). `sqs:GetQueueAttributes` is among the reads.
    may(
      "DeadLetters",
      "sqs",
      ["DeleteMessage", "ReceiveMessage", "StartMessageMoveTask"],
      `nc-*-${environment}-dead-letters`,
    ),
    may("Queues", "sqs", ["SendMessage"], `nc-*-${environment}-queue`),
    may("Schedules", "scheduler", ["UpdateSchedule"], "schedule/nc-*/nc-*"),
    // An update of a schedule names its role again (EventBridge Scheduler guide, "Using identity-based policies").
    allow("PassScheduleRoles", "iam", ["PassRole"], iam(`role/nc-*-${environment}-schedule`), {
      ...during,
      StringEquals: { "iam:PassedToService": SCHEDULER },
    }),
    may("Config", "ssm", ["PutParameter"], `parameter/nc/${environment}/*/config/*`),
    allow("ConfigKey", "kms", ["Encrypt"], keys, {
      ...during,
      ...onlyKeys(context, [platformKeyAlias(environment, "config")], ["ssm"]),
    }),
    allow("FlagsKey", "kms", ["Decrypt", "GenerateDataKey"], keys, {
      ...during,
      ...onlyKeys(context, [platformKeyAlias(environment, "config")], ["appconfig"]),
    }),
    allow("MessagesKey", "kms", ["Decrypt", "DescribeKey", "GenerateDataKey"], keys, {
      ...during,
      ...onlyKeys(context, [platformKeyAlias(environment, "messaging")], ["scheduler", "sqs"]),
    }),
    deny("BeforeWindow", ["*"], "*", { DateLessThan: { "aws:CurrentTime": window.from } }),
    deny("AfterWindow", ["*"], "*", { DateGreaterThanEquals: { "aws:CurrentTime": window.until } }),
    // Whatever somebody attaches to the role: roles, the boundary and itself, other roles' sessions.
    deny(
      "NoIdentities",
      ["iam:Add*", "iam:Attach*", "iam:Create*", "iam:De*", "iam:Put*", "iam:Set*"].concat([
        "iam:Tag*",
        "iam:Un*",
        "iam:Up*",
        "sts:AssumeRole",
      ]),
      "*",
    ),
    deny("NoOtherRoles", ["iam:PassRole"], "*", {
      StringNotEquals: { "iam:PassedToService": SCHEDULER },
    }),
    deny(
      "NoTrail",
      ["cloudtrail:*", "logs:Delete*", "logs:Put*", "s3:Delete*", "s3:Put*"],
      [
        `${auditBucket}*`,
        anyRegion("cloudtrail", "trail/*"),
        regional("logs", `log-group:${context.logGroupName("audit-trail")}*`),
      ],
    ),
    deny(
      "NoLedger",
      [
        "dynamodb:Batch*",
        "dynamodb:Delete*",
        "dynamodb:PartiQL*",
        "dynamodb:Put*",
        "dynamodb:Update*",
      ],
      [ledger, promotions],
    ),
    deny(
      "NoKeys",
      ["kms:Delete*", "kms:Disable*", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
      keys,
    ),
  ];
}

/** The condition that the request is made in the window. */
export function inWindow({ from, until }: BreakGlassWindow): Condition {
  return {
    DateGreaterThanEquals: { "aws:CurrentTime": from },
    DateLessThan: { "aws:CurrentTime": until },
  };
}
