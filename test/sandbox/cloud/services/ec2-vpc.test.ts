import { describeValidation } from "../validation";

describeValidation("VPCs", [
  [
    "aws:ec2/vpc:Vpc",
    { cidrBlock: "10.0.0.0/16" },
    [
      [
        { cidrBlock: "10.0.0.0/8" },
        'cidrBlock is "10.0.0.0/8": expected an IPv4 network from /16 to /28',
      ],
    ],
  ],
  [
    "aws:ec2/subnet:Subnet",
    { vpcId: "v", cidrBlock: "10.0.0.0/24" },
    [
      [{ vpcId: undefined }, "vpcId is missing: expected a value"],
      [
        { cidrBlock: "10.0.0.0/29" },
        'cidrBlock is "10.0.0.0/29": expected an IPv4 network from /16 to /28',
      ],
    ],
  ],
  [
    "aws:ec2/flowLog:FlowLog",
    { vpcId: "v", trafficType: "ALL", iamRoleArn: "arn", logDestination: "arn" },
    [
      [
        { iamRoleArn: undefined },
        "iamRoleArn is missing: expected a role, as the logs go to CloudWatch",
      ],
      [{ logDestinationType: "s3" }, 'iamRoleArn is "arn": expected no role, as the logs go to S3'],
      [
        { subnetId: "s" },
        'subnetId is ["vpcId","subnetId"]: expected exactly one of vpcId, subnetId, eniId, ' +
          "transitGatewayId, transitGatewayAttachmentId",
      ],
    ],
  ],
]);
