import { instanceRequiresImdsv2 } from "../../../policies/runtime/instance-requires-imdsv2";
import { judges, LATER } from "../../support/violations";

const TYPES = [
  "aws:ec2/instance:Instance",
  "aws:ec2/launchConfiguration:LaunchConfiguration",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
];
const tokens = (type: string, httpTokens?: string) => ({
  type,
  props: { metadataOptions: { httpTokens } },
});

judges(instanceRequiresImdsv2, {
  "passes what is unknown": {
    type: "aws:ec2/instance:Instance",
    props: { metadataOptions: LATER },
  },
  ...Object.fromEntries(
    TYPES.map((type) => [`passes tokens of ${type}`, tokens(type, "required")]),
  ),
  ...Object.fromEntries(
    TYPES.map((type) => [
      `refuses optional tokens of ${type}`,
      { ...tokens(type, "optional"), says: [/^metadataOptions\.httpTokens is optional/] },
    ]),
  ),
  ...Object.fromEntries(
    TYPES.map((type) => [
      `refuses ${type} that says nothing`,
      { type, props: {}, says: [/^metadataOptions\.httpTokens is not given/] },
    ]),
  ),
  "refuses a default of optional tokens": {
    type: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
    props: { httpTokens: "optional" },
    says: [/^httpTokens is optional/],
  },
  ...Object.fromEntries(
    [
      "instance:Instance",
      "launchConfiguration:LaunchConfiguration",
      "launchTemplate:LaunchTemplate",
      "spotInstanceRequest:SpotInstanceRequest",
    ].flatMap((name) => [
      [
        `passes ${name} that requires a token`,
        { type: `aws:ec2/${name}`, props: { metadataOptions: { httpTokens: "required" } } },
      ],
      [
        `refuses ${name} where it is optional`,
        {
          type: `aws:ec2/${name}`,
          props: { metadataOptions: { httpTokens: "optional" } },
          says: [/^metadataOptions\.httpTokens is optional: set it to required$/],
        },
      ],
    ]),
  ),
  "passes an account that requires it": {
    type: "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
    props: { httpTokens: "required" },
  },
});
