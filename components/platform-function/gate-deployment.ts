import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { RELEASE_CONTRACT } from "../../infra/naming/names";
import { platformKeyAlias } from "../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";
import { auditKeyPermissions, handledEventsPermissions } from "./handled-events";
import { PlatformFunction, type PlatformFunctionArgs } from "./platform-function";
import { githubWebhook } from "./webhook";

const COMPONENT = "gate-deployment";

/** Days in which the deletion of a secret can be undone (Secrets Manager API, DeleteSecret: 7 to 30). */
const RECOVERY_DAYS = 30;

export interface GateDeploymentArgs
  extends Pick<PlatformFunctionArgs, "context" | "environmentResources"> {
  /** JSON text of `functions/support/workloads.ts`: the workloads of the catalog. */
  workloads: string;
  /** Name of the table of the handled events. */
  handledEventsName: pulumi.Input<string>;
}

/** The function that answers GitHub's deployment protection rule, its webhook and its secrets (docs/decisions/0045). */
export class GateDeployment extends pulumi.ComponentResource {
  /** URL to which the GitHub App sends its events. */
  readonly webhookUrl: pulumi.Output<string>;

  constructor(name: string, args: GateDeploymentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:platform:GateDeployment", name, {}, opts);
    const { context, environmentResources, workloads, handledEventsName } = args;
    const { environment, settings } = context;
    const child = { parent: this };
    const secret = (component: string, description: string) =>
      new aws.secretsmanager.Secret(
        `${name}-${component}`,
        {
          name: context.secretPath(component),
          description,
          kmsKeyId: environmentResources.keyArns.config,
          recoveryWindowInDays: settings.protect ? RECOVERY_DAYS : 0,
          tags: context.tags(`secret-${component}`),
        },
        { ...child, protect: settings.protect },
      );
    const app = secret("gate-app", "Credentials of the GitHub App of the deployment rule");
    const webhook = secret("gate-webhook", "Secret with which GitHub signs the App's events");
    const onCall = settings.teams["on-call"].slug;
    const { repository: platform } = settings.github;
    const decidesBy = { environment, onCall, platform, calendar: settings.changeCalendar };
    const fn = new PlatformFunction(
      name,
      {
        context,
        component: COMPONENT,
        description: "Answers GitHub's deployment protection rule",
        statements: gateDeploymentPermissions(context),
        variables: {
          GITHUB_APP: app.arn,
          HANDLED_EVENTS: handledEventsName,
          WEBHOOK_SECRET: webhook.arn,
        },
        files: { "workloads.json": workloads, "settings.json": JSON.stringify(decidesBy) },
        timeout: 120,
        environmentResources,
      },
      child,
    );
    const logsKeyArn = environmentResources.keyArns.logs;
    this.webhookUrl = githubWebhook(name, { context, alias: fn.alias, logsKeyArn }, child);
    this.registerOutputs({ webhookUrl: this.webhookUrl });
  }
}

/** Reads what the gates ask of the account, its own secrets, and calls itself. */
export function gateDeploymentPermissions(context: Context): Statement[] {
  const { gateSecrets, keys, regional } = platformArns(context);
  const { environment } = context;
  const config = platformKeyAlias(environment, "config");
  const contract = `/nc/${environment}/*/config/${RELEASE_CONTRACT}`;
  const self = context.name("aws:lambda/function:Function", COMPONENT);
  return [
    allow("Itself", "lambda", ["InvokeFunction"], regional("lambda", `function:${self}:live`)),
    allow("Contracts", "ssm", ["GetParameter"], regional("ssm", `parameter${contract}`)),
    allow(
      "Calendars",
      "ssm",
      ["GetCalendarState"],
      regional("ssm", `document/nc-platform-${environment}-*`),
    ),
    // AWS takes no resource for these, but for DescribeAlarms, with which composite alarms are seen by `*` alone.
    allow("Incidents", "ssm", ["DescribeOpsItems"], "*"),
    allow("ErrorBudgets", "cloudwatch", ["DescribeAlarms", "GetMetricData"], "*"),
    ...handledEventsPermissions(context, COMPONENT),
    auditKeyPermissions(context),
    allow("GitHubApp", "secretsmanager", ["GetSecretValue"], gateSecrets),
    allow("ConfigKey", "kms", ["Decrypt"], keys, onlyKeys(context, [config], ["secretsmanager"])),
  ];
}
