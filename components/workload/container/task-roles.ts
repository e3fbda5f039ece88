import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../infra/context";
import { workloadNames } from "../../../infra/naming/workload-names";
import { serviceTrust } from "../../identity/service-role";
import { policyText, type Statement } from "../../identity/statement";
import { executionPermissions, type Started } from "./execution-permissions";

export interface TaskRolesArgs {
  /** The workload's context. */
  context: Context;
  /** ARN of the boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
  /** What ECS takes to start a task. */
  started: Started;
  /** What the workload itself may do of AWS. @default - nothing */
  statements?: readonly Statement[];
}

/** The two roles of a workload's tasks: its own, and the one with which ECS starts it. */
export class TaskRoles extends pulumi.ComponentResource {
  /** ARN of the role of the running task; it is known once the role may do what it has to. */
  readonly taskRoleArn: pulumi.Output<string>;
  /** ARN of the role with which ECS starts it; it is known once the role may do what it has to. */
  readonly executionRoleArn: pulumi.Output<string>;

  constructor(name: string, args: TaskRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:TaskRoles", name, {}, opts);
    const { context, permissionsBoundaryArn, started, statements = [] } = args;
    const names = workloadNames(context);

    const make = (component: string, roleName: string, description: string, may: Statement[]) => {
      const role = new aws.iam.Role(
        `${name}-${component}`,
        {
          name: roleName,
          description,
          assumeRolePolicy: trust(context),
          permissionsBoundary: permissionsBoundaryArn,
          tags: context.tags(component),
        },
        { parent: this },
      );
      if (may.length === 0) return role.arn;
      const policy = new aws.iam.RolePolicy(
        `${name}-${component}`,
        {
          name: context.name("aws:iam/rolePolicy:RolePolicy", component),
          role: role.name,
          policy: policyText(may),
        },
        { parent: this },
      );
      // Through the policy, so that no task is started with a role that may do nothing yet.
      return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
    };
    const starts = executionPermissions(context, started);
    const { service } = context;
    this.taskRoleArn = make("task", names.taskRole, `What ${service} may do`, [...statements]);
    this.executionRoleArn = make(
      "execution",
      names.executionRole,
      `ECS starts tasks of ${service}`,
      starts,
    );
    const { taskRoleArn, executionRoleArn } = this;
    this.registerOutputs({ taskRoleArn, executionRoleArn });
  }
}

/** Source of the conditions: Amazon ECS developer guide, "Amazon ECS task IAM role". */
function trust({ settings: { accountId, region } }: Context): string {
  return serviceTrust("ecs-tasks.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:aws:ecs:${region}:${accountId}:*` },
  });
}
