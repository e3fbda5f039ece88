import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { inputError } from "../../../infra/input-error";
import { workloadArns } from "../../identity/arns";
import { allow } from "../../identity/statement";
import { deploymentConfig, type Traffic } from "../code-deploy/deployment-config";
import { codeDeployRole } from "../code-deploy/permissions";

const COMPONENT = "delivery";

/** Most alarms of one deployment group (CodeDeploy quotas). */
const ALARMS_MAX = 10;

/** A manual stop without rollback leaves two versions in the alias, and no deployment works after. */
const ROLLBACK_EVENTS = [
  "DEPLOYMENT_FAILURE",
  "DEPLOYMENT_STOP_ON_ALARM",
  "DEPLOYMENT_STOP_ON_REQUEST",
];

export interface CodeDeployArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** How a release shifts traffic: the catalog's `traffic`, with percent and seconds. */
  traffic: Traffic;
  /**
   * Alarms that stop a shift and roll it back: 1 to 10, of metrics alone. That CodeDeploy reads
   * composite alarms is documented nowhere.
   */
  alarms: readonly aws.cloudwatch.MetricAlarm[];
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/** Shifts a function's traffic from one version to the next, and back on failure (CI/CL-002 §7.2). */
export class CodeDeploy extends pulumi.ComponentResource {
  /** Name of the application. */
  readonly application: pulumi.Output<string>;
  /** Name of its one deployment group. */
  readonly deploymentGroup: pulumi.Output<string>;

  constructor(name: string, args: CodeDeployArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:CodeDeploy", name, {}, opts);
    const { context, traffic, alarms, permissionsBoundaryArn } = args;
    if (alarms.length < 1 || alarms.length > ALARMS_MAX) {
      throw inputError(this, "alarms", `${alarms.length} alarms`, `1 to ${ALARMS_MAX}`);
    }
    const parent = { parent: this };

    const computePlatform = "Lambda";
    const application = new aws.codedeploy.Application(
      name,
      {
        name: context.name("aws:codedeploy/application:Application", COMPONENT),
        computePlatform,
        tags: context.tags(COMPONENT),
      },
      parent,
    );
    const shift = deploymentConfig(name, { context, computePlatform, traffic }, parent);
    const statements = [
      allow(
        "Alias",
        "lambda",
        ["GetAlias", "GetProvisionedConcurrencyConfig", "UpdateAlias"],
        workloadArns(context).function,
      ),
    ];
    const role = codeDeployRole(name, { context, permissionsBoundaryArn, statements }, parent);
    const group = new aws.codedeploy.DeploymentGroup(
      name,
      {
        appName: application.name,
        deploymentGroupName: context.name(
          "aws:codedeploy/deploymentGroup:DeploymentGroup",
          COMPONENT,
        ),
        serviceRoleArn: role.arn,
        deploymentConfigName: shift.deploymentConfigName,
        deploymentStyle: {
          deploymentType: "BLUE_GREEN",
          deploymentOption: "WITH_TRAFFIC_CONTROL",
        },
        autoRollbackConfiguration: { enabled: true, events: ROLLBACK_EVENTS },
        alarmConfiguration: {
          enabled: true,
          alarms: alarms.map((alarm) => alarm.name),
          // What cannot be read is no sign of health.
          ignorePollAlarmFailure: false,
        },
        tags: context.tags(COMPONENT),
      },
      { ...parent, dependsOn: role.policy },
    );

    this.application = application.name;
    this.deploymentGroup = group.deploymentGroupName;
    const { deploymentGroup } = this;
    this.registerOutputs({ application: this.application, deploymentGroup });
  }
}
