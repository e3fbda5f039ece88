import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import type { Hook } from "../../infra/naming/platform-names";
import { closeIncident } from "./close-incident";
import { GateDeployment } from "./gate-deployment";
import { handledEvents } from "./handled-events";
import { issuesApp } from "./issues-app";
import { type OpenIncidentArgs, openIncident } from "./open-incident";
import { publishKpis } from "./publish-kpis";
import { recordShift } from "./record-shift";
import { type Migrating, runMigrations } from "./run-migrations";
import { type SmokeTestArgs, smokeTest } from "./smoke-test";

export interface PlatformFunctionsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Keys, boundary, alarms' topic and artifact bucket of the environment. */
  environmentResources: OpenIncidentArgs["environmentResources"] &
    SmokeTestArgs["environmentResources"];
  /** JSON text of `functions/support/workloads.ts`: the workloads of the catalog. */
  workloads: string;
  /** Names of the functions that are tested before they have traffic: those with checks. */
  testedFunctions: readonly string[];
  /** The workloads whose releases migrate a database. */
  migrating: readonly Migrating[];
  /** Name of the ledger's table. */
  ledgerName: pulumi.Input<string>;
}

/** The platform's functions in one environment: controls that run in its account (CI/CL-002 §7, §8, §13, §14). */
export class PlatformFunctions extends pulumi.ComponentResource {
  /** ARNs of those that a deployment waits for. */
  readonly hookArns: Readonly<Record<Hook, pulumi.Output<string>>>;

  /** URL to which GitHub sends the events of its deployment rule. @default - the settings turn it off */
  readonly webhookUrl: pulumi.Output<string> | undefined;

  constructor(name: string, args: PlatformFunctionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:platform:PlatformFunctions", name, {}, opts);
    const {
      context,
      environmentResources,
      workloads,
      testedFunctions,
      migrating,
      ledgerName: ledger,
    } = args;
    const child = { parent: this };

    const auditKeyArn = environmentResources.keyArns.audit;
    const handled = handledEvents("handled-events", { context, auditKeyArn }, child);
    const tables = { ledger, handledEvents: handled.name };
    const configKeyArn = environmentResources.keyArns.config;
    const { arn: appArn } = issuesApp("issues-app", { context, configKeyArn }, child);
    const shared = { context, environmentResources, workloads, appArn };
    openIncident("open-incident", { ...shared, tables }, child);
    closeIncident("close-incident", { ...shared, ledgerName: ledger }, child);
    publishKpis("publish-kpis", { context, environmentResources, ledgerName: ledger }, child);
    this.webhookUrl =
      context.settings.deploymentRule.appId === undefined
        ? undefined
        : new GateDeployment(
            "gate-deployment",
            { context, environmentResources, workloads, handledEventsName: handled.name },
            child,
          ).webhookUrl;
    const hook = { context, environmentResources, workloads };
    this.hookArns = {
      "record-shift": recordShift("record-shift", { ...hook, ledger }, child).functionArn,
      "run-migrations": runMigrations("run-migrations", { ...hook, migrating, tables }, child)
        .functionArn,
      "smoke-test": smokeTest("smoke-test", { ...hook, testedFunctions }, child).functionArn,
    };
    this.registerOutputs({ hookArns: this.hookArns });
  }
}
