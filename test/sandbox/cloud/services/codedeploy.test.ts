import { describeValidation } from "../validation";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";

const TARGET_GROUPS = "loadBalancerInfo.targetGroupPairInfo.targetGroups";

const group = {
  appName: "a",
  deploymentGroupName: "nc-x-dev-delivery",
  serviceRoleArn: "r",
  autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
};

describeValidation("CodeDeploy", [
  [
    "aws:codedeploy/deploymentConfig:DeploymentConfig",
    {
      computePlatform: "Lambda",
      trafficRoutingConfig: {
        type: "TimeBasedCanary",
        timeBasedCanary: { percentage: 10, interval: 5 },
      },
    },
    [
      [
        { computePlatform: "lambda" },
        'computePlatform is "lambda": expected one of "ECS", "Lambda", "Server"',
      ],
      [{ trafficRoutingConfig: undefined }, "trafficRoutingConfig is missing: expected a value"],
      [
        { trafficRoutingConfig: { type: "TimeBasedLinear" } },
        "trafficRoutingConfig.timeBasedLinear is missing: expected a value, as type is TimeBasedLinear",
      ],
      [
        {
          trafficRoutingConfig: {
            type: "TimeBasedCanary",
            timeBasedCanary: { percentage: 100, interval: 5 },
          },
        },
        "trafficRoutingConfig.timeBasedCanary.percentage is 100: expected from 1 to 99",
      ],
      [
        { minimumHealthyHosts: { type: "HOST_COUNT", value: 1 } },
        'minimumHealthyHosts is {"type":"HOST_COUNT","value":1}: expected none, as there are no hosts',
      ],
    ],
  ],
  [
    GROUP,
    group,
    [
      [
        { autoRollbackConfiguration: { events: ["ALARM"] } },
        'autoRollbackConfiguration.events is "ALARM": expected one of DEPLOYMENT_FAILURE, ' +
          "DEPLOYMENT_STOP_ON_ALARM, DEPLOYMENT_STOP_ON_REQUEST",
      ],
      [
        { alarmConfiguration: { alarms: Array(11).fill("a") } },
        `alarmConfiguration.alarms is ${JSON.stringify(Array(11).fill("a"))}: expected at most 10`,
      ],
    ],
  ],
]);

describeValidation("a deployment group for ECS", [
  [
    GROUP,
    {
      ...group,
      deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
      ecsService: { clusterName: "nc-core", serviceName: "s" },
      deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      blueGreenDeploymentConfig: {
        deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: { action: "TERMINATE" },
      },
      loadBalancerInfo: { targetGroupPairInfo: { targetGroups: [{ name: "b" }, { name: "g" }] } },
    },
    [
      [
        { deploymentStyle: undefined },
        "deploymentStyle is missing: expected BLUE_GREEN and WITH_TRAFFIC_CONTROL, for ECS",
      ],
      [
        { blueGreenDeploymentConfig: {} },
        "blueGreenDeploymentConfig is {}: expected when to go on and when to end the old tasks",
      ],
      [
        { deploymentConfigName: undefined },
        "deploymentConfigName is missing: expected a value: AWS's default is one of EC2",
      ],
      [{ loadBalancerInfo: undefined }, `${TARGET_GROUPS} is missing: expected two target groups`],
    ],
  ],
]);
