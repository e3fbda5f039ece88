import { createResource } from "../../../../sandbox/cloud/account";
import type { Cloud, Entry } from "../../../../sandbox/cloud/record";
import {
  ACCOUNT,
  allowing,
  containersOf,
  errorAlarm,
  GROUP,
  REGION,
  ROLE,
  SERVICE,
  TRUST,
} from "./service-inputs";

/** What there is once a service was made by the program: its deployments need all of it. */
export interface ServiceAccount {
  readonly blue: Entry;
  readonly green: Entry;
  readonly production: Entry;
  readonly revision: Entry;
}

/**
 * Puts a service that CodeDeploy deploys into an account: 10 % for five minutes, then all, with a test
 * listener, an alarm on the errors of each target group, and old tasks that are kept for five minutes.
 */
export function addService(cloud: Cloud): ServiceAccount {
  const add = (type: string, name: string, inputs: object) => {
    const resource = { urn: `urn:${type}:${name}`, type, name, inputs: { ...inputs } };
    return createResource(cloud, resource, { account: ACCOUNT, region: REGION });
  };
  add("aws:iam/role:Role", ROLE, {
    name: ROLE,
    assumeRolePolicy: JSON.stringify(TRUST),
    tags: { Service: "shop" },
  });
  add("aws:iam/rolePolicy:RolePolicy", ROLE, {
    name: "delivery",
    role: ROLE,
    policy: JSON.stringify(allowing("codedeploy:*", "ecs:*", "elasticloadbalancing:Describe*")),
  });
  const balancer = add("aws:lb/loadBalancer:LoadBalancer", "alb", {
    name: "alb",
    subnets: ["subnet-1", "subnet-2"],
  });
  const group = (colour: string) =>
    add("aws:lb/targetGroup:TargetGroup", colour, {
      name: `nc-shop-dev-${colour}`,
      port: 80,
      protocol: "HTTP",
      targetType: "ip",
      vpcId: "vpc-1",
    });
  const [blue, green] = [group("blue"), group("green")];
  const listener = (port: number) =>
    add("aws:lb/listener:Listener", `${port}`, {
      loadBalancerArn: balancer.state.arn,
      port,
      protocol: "HTTPS",
      certificateArn: `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/1`,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      defaultActions: [
        { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } },
      ],
    });
  const [production, test] = [listener(443), listener(8443)];
  const targetGroups = [
    { arn: blue.state.arn, weight: 100 },
    { arn: green.state.arn, weight: 0 },
  ];
  for (const each of [production, test]) {
    add("aws:lb/listenerRule:ListenerRule", each.name, {
      listenerArn: each.state.arn,
      priority: 1,
      actions: [{ type: "forward", forward: { targetGroups } }],
      conditions: [{ pathPattern: { values: ["/shop/*"] } }],
    });
  }
  const cluster = add("aws:ecs/cluster:Cluster", "nc-core", { name: "nc-core" });
  const revision = add("aws:ecs/taskDefinition:TaskDefinition", "shop", {
    family: "nc-shop-dev-task",
    containerDefinitions: JSON.stringify(containersOf("0")),
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
    tags: { Service: "shop" },
  });
  add("aws:ecs/service:Service", "shop", {
    name: SERVICE,
    cluster: cluster.state.arn,
    taskDefinition: revision.state.arn,
    desiredCount: 2,
    launchType: "FARGATE",
    deploymentController: { type: "CODE_DEPLOY" },
    loadBalancers: [{ targetGroupArn: blue.state.arn, containerName: "shop", containerPort: 8080 }],
  });
  const alarms = [blue, green].map((each) => {
    const alarm = errorAlarm(String(balancer.state.arnSuffix), String(each.state.arnSuffix));
    const name = `${each.state.name}-errors`;
    return add("aws:cloudwatch/metricAlarm:MetricAlarm", name, { name, ...alarm }).state.name;
  });
  addDelivery(
    add,
    alarms,
    [production, test].map(({ state }) => state.arn),
  );
  return { blue, green, production, revision };
}

function addDelivery(
  add: (type: string, name: string, inputs: object) => Entry,
  alarms: readonly unknown[],
  [production, test]: readonly unknown[],
): void {
  add("aws:codedeploy/application:Application", GROUP, { name: GROUP, computePlatform: "ECS" });
  add("aws:codedeploy/deploymentConfig:DeploymentConfig", GROUP, {
    deploymentConfigName: `${GROUP}-canary-10-5`,
    computePlatform: "ECS",
    trafficRoutingConfig: {
      type: "TimeBasedCanary",
      timeBasedCanary: { percentage: 10, interval: 5 },
    },
  });
  add("aws:codedeploy/deploymentGroup:DeploymentGroup", GROUP, {
    appName: GROUP,
    deploymentGroupName: GROUP,
    deploymentConfigName: `${GROUP}-canary-10-5`,
    serviceRoleArn: `arn:aws:iam::${ACCOUNT}:role/nc-shop-dev-code-deploy`,
    deploymentStyle: { deploymentOption: "WITH_TRAFFIC_CONTROL", deploymentType: "BLUE_GREEN" },
    ecsService: { clusterName: "nc-core", serviceName: SERVICE },
    alarmConfiguration: { enabled: true, alarms },
    autoRollbackConfiguration: {
      enabled: true,
      events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
    },
    blueGreenDeploymentConfig: {
      deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
      terminateBlueInstancesOnDeploymentSuccess: {
        action: "TERMINATE",
        terminationWaitTimeInMinutes: 5,
      },
    },
    loadBalancerInfo: {
      targetGroupPairInfo: {
        prodTrafficRoute: { listenerArns: [production] },
        testTrafficRoute: { listenerArns: [test] },
        targetGroups: [{ name: "nc-shop-dev-blue" }, { name: "nc-shop-dev-green" }],
      },
    },
  });
}
