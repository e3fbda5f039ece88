import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { hasFlags } from "../../../infra/catalog/flags";
import type { Workload } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { flagDocument } from "../../../infra/flags/document";
import { checkFlagDocument } from "../../../infra/flags/document-schema";
import { inputError } from "../../../infra/input-error";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import { onlyKeys, platformArns } from "../../identity/arns";
import { allow } from "../../identity/statement";
import type { FlagsContract } from "../release-contract";
import { alarmRole } from "./permissions";

const COMPONENT = "flags";

/** Most alarms that AppConfig monitors in one environment (AppConfig API, CreateEnvironment). */
const MONITORS_MAX = 5;

export interface FeatureFlagsArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload, whose `flags` they are. */
  workload: Workload;
  /**
   * Alarms that take a change of flags back: 1 to 5. Those that take back a release, and no others: a
   * flag must not wait for what a release does not wait for.
   */
  alarms: readonly { readonly arn: pulumi.Input<string> }[];
  /** Name of the role that the workload runs with, which may read its flags. */
  readerRoleName: pulumi.Input<string>;
  /** ARN of the environment's KMS key `config`. */
  configKeyArn: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** The environment's ways of deploying flags. */
  strategies: {
    readonly changeId: pulumi.Output<string>;
    readonly revertId: pulumi.Output<string>;
  };
}

/**
 * Where the feature flags of one workload in one environment are kept (CI/CL-002 §10): AWS AppConfig
 * with a profile for them, which takes a change of theirs back when an alarm goes off.
 *
 * The program makes the profile, and no version of its document: flags are deployed by releases
 * (docs/decisions/0015). It refuses flags that AppConfig would refuse then.
 */
export class FeatureFlags extends pulumi.ComponentResource {
  /** The flags' part of the workload's release contract. */
  readonly releaseContract: pulumi.Output<FlagsContract>;

  constructor(name: string, args: FeatureFlagsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:FeatureFlags", name, {}, opts);
    const { context, workload, alarms, configKeyArn, permissionsBoundaryArn, strategies } = args;
    if (alarms.length < 1 || alarms.length > MONITORS_MAX) {
      throw inputError(this, "alarms", `${alarms.length} alarms`, `1 to ${MONITORS_MAX}`);
    }
    checkFlagDocument(
      flagDocument(workload.flags, context.environment),
      `${context.service}: flags`,
    );
    const names = workloadNames(context).flags;
    const tags = context.tags(COMPONENT);
    const parent = { parent: this };
    // AppConfig deletes no profile with versions, which releases have made, and nothing around it (docs/decisions/0026).
    const givenUp = context.retired || !hasFlags(workload);
    const kept = { ...parent, retainOnDelete: givenUp };

    const application = new aws.appconfig.Application(
      name,
      { name: names.application, description: `Feature flags of ${context.service}`, tags },
      kept,
    );
    const applicationId = application.id;
    const profile = new aws.appconfig.ConfigurationProfile(
      name,
      {
        applicationId,
        name: names.profile,
        description: application.description,
        type: "AWS.AppConfig.FeatureFlags",
        locationUri: "hosted",
        kmsKeyIdentifier: configKeyArn,
        tags,
      },
      kept,
    );
    const role = alarmRole(name, context, permissionsBoundaryArn, parent);
    const environment = new aws.appconfig.Environment(
      name,
      {
        applicationId,
        name: names.environment,
        description: application.description,
        monitors: alarms.map(({ arn: alarmArn }) => ({ alarmArn, alarmRoleArn: role.arn })),
        tags,
      },
      { ...kept, dependsOn: role.policy },
    );
    // AppConfig tells nobody of a rollback by an alarm where it is not asked to.
    new aws.appconfig.ExtensionAssociation(
      name,
      { extensionArn: eventsExtension(context.settings.region), resourceArn: environment.arn },
      parent,
    );
    const { environmentId } = environment;
    const { configurationProfileId } = profile;
    const read = pulumi.interpolate`application/${applicationId}/environment/${environmentId}/configuration/${configurationProfileId}`;
    new aws.iam.RolePolicy(
      `${name}-reader`,
      {
        name: context.name("aws:iam/rolePolicy:RolePolicy", COMPONENT),
        role: args.readerRoleName,
        policy: readerPolicy(context, read),
      },
      parent,
    );

    this.releaseContract = pulumi.output({
      applicationId,
      environmentId,
      configurationProfileId,
      deploymentStrategyId: strategies.changeId,
      revertDeploymentStrategyId: strategies.revertId,
    });
    this.registerOutputs({ releaseContract: this.releaseContract });
  }
}

/**
 * AWS's own extension that sends an event to EventBridge when a deployment begins, ends or is rolled back. It is in no
 * account (AWS AppConfig user guide, "Using the AWS AppConfig deployment events to Amazon EventBridge extension"; AWS CLI
 * command reference, `appconfig list-extensions`).
 */
function eventsExtension(region: string): string {
  return `arn:aws:appconfig:${region}::extension/AWS.AppConfig.DeploymentNotificationsToEventBridge/1`;
}

/** Reads the flags of one workload, as the agent does. */
function readerPolicy(context: Context, flags: pulumi.Output<string>): pulumi.Output<string> {
  const { keys, regional } = platformArns(context);
  const alias = platformKeyAlias(context.environment, "config");
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Flags",
        Effect: "Allow",
        Action: ["appconfig:GetLatestConfiguration", "appconfig:StartConfigurationSession"],
        Resource: pulumi.concat(regional("appconfig", ""), flags),
      },
      allow("FlagKey", "kms", ["Decrypt"], keys, onlyKeys(context, [alias], ["appconfig"])),
    ],
  });
}
