import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { LEDGER_BY_TIME } from "../../infra/naming/platform-names";
import type { EnvironmentResources } from "../environment-resources";
import { platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";
import type { EventRules } from "./event-rules";
import { auditKeyPermissions, handledEventsPermissions } from "./handled-events";
import { issuesAppPermissions } from "./issues-app";
import { messagingKeyPermissions } from "./permissions";
import { PlatformFunction } from "./platform-function";

const COMPONENT = "open-incident";

/** Ends of the names of alarms on dead letters and on missed runs: each is an incident (CI/CL-002 §7.3). */
const ALARMS = ["-dead-letters", "-failed-events", "-run-missing"];

/** What is or may be a rollback, and what was lost or missed. */
const RULES: EventRules = {
  "deployment-stopped": {
    description: "CodeDeploy's deployments that failed, or were stopped, as by an alarm",
    when: {
      pattern: {
        source: ["aws.codedeploy"],
        "detail-type": ["CodeDeploy Deployment State-change Notification"],
        detail: { state: ["FAILURE", "STOP"] },
      },
    },
  },
  "deployment-failed": {
    description: "Deployments of ECS that failed",
    when: {
      pattern: {
        source: ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
      },
    },
  },
  "flags-rolled-back": {
    description: "Feature flags that AppConfig rolled back",
    when: {
      pattern: { source: ["aws.appconfig"], "detail-type": [{ prefix: "On Deployment Roll" }] },
    },
  },
  "work-lost": {
    description: "Alarms on dead letters and on missed runs",
    when: {
      pattern: {
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        detail: {
          alarmName: ALARMS.map((suffix) => ({ suffix })),
          state: { value: ["ALARM"] },
        },
      },
    },
  },
};

export interface OpenIncidentArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Keys, boundary, alarms' topic and artifact bucket of the environment. */
  environmentResources: Pick<
    EnvironmentResources,
    "alertTopicArns" | "artifacts" | "keyArns" | "permissionsBoundaryArn"
  >;
  /** JSON text of `functions/support/workloads.ts`: the workloads of the catalog. */
  workloads: string;
  /** Names of the tables of the ledger and of the handled events. */
  tables: {
    readonly ledger: pulumi.Input<string>;
    readonly handledEvents: pulumi.Input<string>;
  };
  /** ARN of the secret of the GitHub App. */
  appArn: pulumi.Input<string>;
}

/** The function that opens incidents and root-cause tickets (CI/CL-002 §14). */
export function openIncident(
  name: string,
  { context, environmentResources, workloads, tables, appArn }: OpenIncidentArgs,
  opts: pulumi.CustomResourceOptions,
): PlatformFunction {
  const { alertTopicArns } = environmentResources;
  return new PlatformFunction(
    name,
    {
      context,
      component: COMPONENT,
      description: "Opens an incident and a root-cause ticket for each rollback",
      statements: openIncidentPermissions(context),
      variables: {
        ALERT_TOPIC: alertTopicArns.page,
        GITHUB_APP: appArn,
        HANDLED_EVENTS: tables.handledEvents,
        LEDGER: tables.ledger,
      },
      files: { "workloads.json": workloads },
      timeout: 120,
      rules: RULES,
      environmentResources,
    },
    opts,
  );
}

/** Reads what was deployed or taken back and which alarms are on, opens OpsItems, writes the ledger, and tells people. */
export function openIncidentPermissions(context: Context): Statement[] {
  const { ledger, pageTopic, regional } = platformArns(context);
  return [
    allow(
      "Deployments",
      "codedeploy",
      ["GetDeployment", "GetDeploymentGroup"],
      regional("codedeploy", "deploymentgroup:nc-*"),
    ),
    // With it come its application and its environment: IAM judges the call on all three.
    allow("Flags", "appconfig", ["GetDeployment"], regional("appconfig", "application/*")),
    // Composite alarms are seen with `*` alone (CloudWatch API, DescribeAlarms).
    allow("Alarms", "cloudwatch", ["DescribeAlarms"], "*"),
    // AWS takes no resource for it.
    allow("NewIncidents", "ssm", ["CreateOpsItem"], "*"),
    allow("Incidents", "ssm", ["UpdateOpsItem"], regional("ssm", "opsitem/*")),
    allow("Ledger", "dynamodb", ["PutItem"], ledger),
    allow("LedgerByTime", "dynamodb", ["Query"], `${ledger}/index/${LEDGER_BY_TIME}`),
    ...handledEventsPermissions(context, COMPONENT),
    auditKeyPermissions(context),
    allow("Notify", "sns", ["Publish"], pageTopic),
    messagingKeyPermissions(context, "sns"),
    ...issuesAppPermissions(context),
  ];
}
