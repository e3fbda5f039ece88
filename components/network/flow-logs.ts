import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { serviceRole } from "../identity/service-role";
import { logGroup } from "../observe/log-group";

export interface FlowLogsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Id of the VPC whose traffic is logged, `vpc-...`. */
  vpcId: pulumi.Input<string>;
  /** ARN of the environment's KMS key `logs`. */
  logsKeyArn: pulumi.Input<string>;
  /** ARN of the managed policy that is the permissions boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/** The flow logs of a VPC, aggregated each minute, in an encrypted log group. */
export class FlowLogs extends pulumi.ComponentResource {
  /** Name of the log group. */
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:network:FlowLogs", name, {}, opts);
    const { context, vpcId, logsKeyArn, permissionsBoundaryArn } = args;
    const { accountId, region } = context.settings;

    const group = logGroup(name, { context, key: "vpc-flow", logsKeyArn }, { parent: this });
    const role = serviceRole(
      name,
      {
        context,
        component: "vpc-flow",
        permissionsBoundaryArn,
        description: "Writes the flow logs of the VPC",
        service: "vpc-flow-logs.amazonaws.com",
        condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:aws:ec2:${region}:${accountId}:vpc-flow-log/*` },
        },
        policy: writeLogs(group.arn),
      },
      { parent: this },
    );
    new aws.ec2.FlowLog(
      name,
      {
        vpcId,
        trafficType: "ALL",
        maxAggregationInterval: 60,
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        tags: context.tags("vpc-flow"),
      },
      { parent: this, dependsOn: [role.policy] },
    );
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}

/** What the VPC guide asks for, without `CreateLogGroup`: the program makes the group. */
function writeLogs(groupArn: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Write",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [groupArn, pulumi.interpolate`${groupArn}:*`],
      },
      // AWS takes no resource for it.
      { Sid: "Find", Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: "*" },
    ],
  });
}
