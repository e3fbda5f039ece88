import { demandRule, demandTable, mustBe } from "../support/demands";
import { controlUrl, fsbp } from "../support/frameworks";

export const instanceRequiresImdsv2 = demandRule({
  name: "instance-requires-imdsv2",
  description: "EC2 instances answer requests for metadata only with a session token (IMDSv2).",
  why: "Without the token, one forged request through an application reads the credentials of its role.",
  remediationSteps: 'Set `metadataOptions: { httpTokens: "required" }`.',
  severity: "high",
  framework: fsbp("EC2.8", "EC2 instances should use Instance Metadata Service Version 2 (IMDSv2)"),
  url: controlUrl("EC2.8"),
  demands: demandTable({
    "aws:ec2/instance:Instance": [
      mustBe(({ metadataOptions }) => metadataOptions?.httpTokens, "required"),
    ],
    "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": [
      mustBe(({ httpTokens }) => httpTokens, "required"),
    ],
    "aws:ec2/launchConfiguration:LaunchConfiguration": [
      mustBe(({ metadataOptions }) => metadataOptions?.httpTokens, "required"),
    ],
    "aws:ec2/launchTemplate:LaunchTemplate": [
      mustBe(({ metadataOptions }) => metadataOptions?.httpTokens, "required"),
    ],
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": [
      mustBe(({ metadataOptions }) => metadataOptions?.httpTokens, "required"),
    ],
  }),
});
