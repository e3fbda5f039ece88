import { describeValidation } from "../validation";

const alarmArn = "arn:aws:cloudwatch:ca-central-1:111111111111:alarm:a";

describeValidation("AppConfig", [
  [
    "aws:appconfig/application:Application",
    { name: "nc-x-dev-flags" },
    [[{ name: undefined }, "name is missing: expected a value"]],
  ],
  [
    "aws:appconfig/environment:Environment",
    { applicationId: "abc1234", name: "nc-x-dev-flags", monitors: [{ alarmArn }] },
    [
      [{ applicationId: "A" }, 'applicationId is "A": expected an application\'s id'],
      [{ monitors: Array(6).fill({ alarmArn }) }, 'monitors is "6 of them": expected at most 5'],
      [
        { monitors: [{ alarmArn: "a" }] },
        'monitors[0].alarmArn is "a": expected the ARN of an alarm',
      ],
      [
        { monitors: [{ alarmArn, alarmRoleArn: "r" }] },
        'monitors[0].alarmRoleArn is "r": expected the ARN of a role',
      ],
    ],
  ],
  [
    "aws:appconfig/configurationProfile:ConfigurationProfile",
    {
      applicationId: "abc1234",
      name: "nc-x-dev-flags",
      locationUri: "hosted",
      type: "AWS.AppConfig.FeatureFlags",
      kmsKeyIdentifier: "key",
    },
    [
      [
        { type: "Flags" },
        'type is "Flags": expected one of "AWS.AppConfig.FeatureFlags", "AWS.Freeform"',
      ],
      [
        { locationUri: "ssm-parameter://x", kmsKeyIdentifier: undefined },
        'locationUri is "ssm-parameter://x": expected "hosted", as it is for flags',
      ],
      [
        { locationUri: "s3://b/k", type: undefined },
        'kmsKeyIdentifier is "key": expected no key, as locationUri is not "hosted"',
      ],
      [
        { retrievalRoleArn: "r" },
        'retrievalRoleArn is "r": expected no role, as locationUri is "hosted"',
      ],
      [{ validators: [{}, {}, {}] }, 'validators is "3 of them": expected at most 2'],
    ],
  ],
  [
    "aws:appconfig/extensionAssociation:ExtensionAssociation",
    {
      extensionArn:
        "arn:aws:appconfig:ca-central-1::extension/AWS.AppConfig.DeploymentNotificationsToEventBridge/1",
      resourceArn:
        "arn:aws:appconfig:ca-central-1:111111111111:application/abc1234/environment/e123",
    },
    [
      [
        { extensionArn: "AWS.AppConfig.DeploymentNotificationsToEventBridge" },
        'extensionArn is "AWS.AppConfig.DeploymentNotificationsToEventBridge": expected the ARN of an extension',
      ],
      [
        { resourceArn: "abc1234" },
        'resourceArn is "abc1234": expected the ARN of an application, or of a part of it',
      ],
      [{ resourceArn: undefined }, "resourceArn is missing: expected a value"],
    ],
  ],
  [
    "aws:appconfig/deploymentStrategy:DeploymentStrategy",
    {
      name: "nc-platform-dev-flags",
      replicateTo: "NONE",
      growthFactor: 10,
      deploymentDurationInMinutes: 20,
      finalBakeTimeInMinutes: 10,
      growthType: "EXPONENTIAL",
    },
    [
      [{ finalBakeTimeInMinutes: 1441 }, "finalBakeTimeInMinutes is 1441: expected from 0 to 1440"],
      [{ replicateTo: undefined }, "replicateTo is missing: expected a value"],
    ],
  ],
]);
