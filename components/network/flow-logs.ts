import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { serviceRole } from "../identity/service-role";
import { logGroup } from "../observe/log-group";

export interface FlowLogsArgs {
  /** The platform's context. */
  context: Context;
  /** The VPC that is watched. */
  vpcId: pulumi.Input<string>;
  /** ARN of the KMS key for logs. */
  logsKeyArn: pulumi.Input<string>;
  /** ARN of the boundary of every role. */
  permissionsBoundaryArn: pulumi.Input<string>;
}

/** Who talked to whom in a VPC, minute by minute, in an encrypted log group. */
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
        policy: writing(group.arn),
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

/** What the VPC guide asks for, less `CreateLogGroup`: the group is there, with its key. */
function writing(groupArn: pulumi.Output<string>): pulumi.Output<string> {
  const actions = ["CreateLogStream", "DescribeLogGroups", "DescribeLogStreams", "PutLogEvents"];
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: actions.map((action) => `logs:${action}`),
        Resource: [groupArn, pulumi.interpolate`${groupArn}:*`],
      },
    ],
  });
}
