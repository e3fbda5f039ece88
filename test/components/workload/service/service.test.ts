import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Service } from "../../../../components/workload/service/service";
import { shapeOf } from "../../../../infra/catalog/workload";
import { recordOptions } from "../../../support/options";
import { only, record } from "../../../support/record";
import { argsIn, makeIn } from "./fixture";

const SERVICE = "aws:ecs/service:Service";
const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const RULE = "aws:lb/listenerRule:ListenerRule";
const CONFIG = "aws:codedeploy/deploymentConfig:DeploymentConfig";

describe("Service, moved by CodeDeploy", () => {
  it("[§7.1] is blue-green: two groups, both listeners, alarms, and a way back", async () => {
    const { inputs } = only(await record(makeIn("prod")), GROUP);
    const { serviceRoleArn, tags, ...rest } = inputs;
    expect(serviceRoleArn).to.match(/role\/nc-ingest-worker-prod-code-deploy$/);
    expect(tags.Service).to.equal("ingest-worker");
    const alarm = (component: string) => `nc-ingest-worker-prod-${component}`;
    expect(rest).to.deep.equal({
      appName: "nc-ingest-worker-prod-delivery",
      deploymentGroupName: "nc-ingest-worker-prod-delivery",
      deploymentConfigName: "nc-ingest-worker-prod-delivery-canary-10-3",
      deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      ecsService: { clusterName: "nc-core", serviceName: "nc-ingest-worker-prod-service" },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: ["arn:production"] },
          testTrafficRoute: { listenerArns: ["arn:test"] },
          targetGroups: [
            { name: "nc-ingest-worker-prod-blue" },
            { name: "nc-ingest-worker-prod-green" },
          ],
        },
      },
      blueGreenDeploymentConfig: {
        deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: "TERMINATE",
          terminationWaitTimeInMinutes: 10,
        },
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
      },
      alarmConfiguration: {
        enabled: true,
        ignorePollAlarmFailure: false,
        alarms: [
          ...["http-errors", "latency-blue", "latency-green"].map(alarm),
          ...["unhealthy-hosts", "missing-tasks"].map(alarm),
        ],
      },
    });
  });

  it("[§7.1] gives a task the time to start that the catalog says, a minute by default", async () => {
    const slow = await record(makeIn("prod", { healthCheckGracePeriod: "5 minutes" }));
    const alarm = slow.find(
      ({ inputs }) => inputs.name === "nc-ingest-worker-prod-unhealthy-hosts",
    );

    expect(
      only(await record(makeIn("prod")), SERVICE).inputs.healthCheckGracePeriodSeconds,
    ).to.equal(60);
    expect(only(slow, SERVICE).inputs.healthCheckGracePeriodSeconds).to.equal(300);
    expect(alarm?.inputs).to.include({ datapointsToAlarm: 7, evaluationPeriods: 8 });
  });

  for (const [environment, minutes] of [
    ["dev", 5],
    ["stg", 4],
    ["prod", 10],
  ] as const) {
    it(`[§13] keeps the old tasks for ${minutes} minutes in ${environment}`, async () => {
      const { blueGreenDeploymentConfig } = only(await record(makeIn(environment)), GROUP).inputs;
      const { terminateBlueInstancesOnDeploymentSuccess: end } = blueGreenDeploymentConfig;
      expect(end.terminationWaitTimeInMinutes).to.equal(minutes);
    });
  }

  it("[§7.1] shifts all at once in dev only, and linearly where the catalog says so", async () => {
    const dev = only(await record(makeIn("dev")), CONFIG).inputs;
    expect(dev.trafficRoutingConfig).to.deep.equal({ type: "AllAtOnce" });
    const traffic = { type: "linear", percent: 20, interval: "3 minutes" };
    const prod = only(await record(makeIn("prod", { traffic })), CONFIG).inputs;
    expect(prod.trafficRoutingConfig).to.deep.equal({
      type: "TimeBasedLinear",
      timeBasedLinear: { percentage: 20, interval: 3 },
    });
  });

  it("leaves to a release what CodeDeploy owns, and to it and ECS no circuit breaker", async () => {
    const recorded = recordOptions();
    const made = await record(() => new Service("s", argsIn("prod"), recorded.opts));
    expect(recorded.optionsOf.get(SERVICE)?.ignoreChanges).to.deep.equal([
      ...["taskDefinition", "desiredCount", "loadBalancers"],
      ...["networkConfiguration", "platformVersion"],
    ]);
    expect(recorded.optionsOf.get(RULE)?.ignoreChanges).to.deep.equal(["actions"]);
    const target = recorded.optionsOf.get("aws:appautoscaling/target:Target");
    expect(target?.ignoreChanges).to.deep.equal([
      ...["minCapacity", "maxCapacity", "suspendedState"],
    ]);
    const { inputs } = only(made, SERVICE);
    expect(inputs).not.to.have.any.keys("alarms", "deploymentCircuitBreaker");
    expect(inputs.deploymentController).to.deep.equal({ type: "CODE_DEPLOY" });
  });

  it("[§15] runs nothing before the first release, and an image by digest after it", async () => {
    const made = await record(makeIn("prod"));
    expect(only(made, SERVICE).inputs.desiredCount).to.equal(0);
    const [container] = JSON.parse(only(made, TASK).inputs.containerDefinitions);
    expect(container.image).to.equal(`registry/image@sha256:${"0".repeat(64)}`);
  });

  it("[§9] reads config and secrets by ARN, as no root and on a read-only root", async () => {
    const [container] = JSON.parse(
      only(await record(makeIn("prod")), TASK).inputs.containerDefinitions,
    );
    expect(container.secrets).to.deep.equal([
      {
        name: "LOG_LEVEL",
        valueFrom:
          "arn:aws:ssm:ca-central-1:333333333333:parameter/nc/prod/ingest-worker/config/log-level",
      },
      {
        name: "DATABASE_URL",
        valueFrom: "arn:aws:secretsmanager:ca-central-1:333333333333:secret:x",
      },
    ]);
    expect(container).to.deep.include({
      readonlyRootFilesystem: true,
      privileged: false,
      user: "10001:10001",
      stopTimeout: 30,
      versionConsistency: "enabled",
    });
  });

  it("begins with blue on both listeners, by its own path and rank", async () => {
    const rules = (await record(makeIn("prod"))).filter(({ type }) => type === RULE);
    expect(rules.map(({ inputs }) => inputs.listenerArn)).to.deep.equal([
      "arn:production",
      "arn:test",
    ]);
    for (const { inputs } of rules) {
      expect(inputs.conditions).to.deep.equal([{ pathPattern: { values: ["/ingest/*"] } }]);
      const { targetGroups } = inputs.actions[0].forward;
      expect(targetGroups.map((each: { weight: number }) => each.weight)).to.deep.equal([100, 0]);
    }
  });

  it("starts no task before the first release, which sets its limits", async () => {
    const made = await record(makeIn("prod", { scaling: { min: 3, max: 9 } }));
    const { inputs } = only(made, "aws:appautoscaling/target:Target");
    expect(inputs).to.include({ minCapacity: 0, maxCapacity: 9 });
  });

  it("scales on the requests of both groups together", async () => {
    const policies = (await record(makeIn("prod"))).filter(
      ({ type }) => type === "aws:appautoscaling/policy:Policy",
    );
    const [, requests] = policies.map(
      ({ inputs }) => inputs.targetTrackingScalingPolicyConfiguration,
    );
    const { metrics } = requests.customizedMetricSpecification;
    expect(metrics.map((each: { id: string }) => each.id)).to.deep.equal([
      ...["blue", "green", "requests"],
    ]);
    expect(metrics[2].expression).to.equal("FILL(blue, 0) + FILL(green, 0)");
  });

  const withPaths = (count: number) => {
    const args = argsIn("prod");
    const wanted = shapeOf(args.workload);
    const former = Array.from({ length: count - 1 }, (_, n) => ({ ...wanted, path: `/${n}/*` }));
    return { ...args, shapes: [wanted, ...former] as const };
  };

  it("leads 5 paths of its revisions to it, the most that a rule has", async () => {
    const made = await record(() => new Service("s", withPaths(5)));
    expect(only(made, RULE, "s-production").inputs.conditions).to.deep.equal([
      { pathPattern: { values: ["/ingest/*", "/0/*", "/1/*", "/2/*", "/3/*"] } },
    ]);
  });

  it("refuses a sixth, and says what takes earlier ones away", async () => {
    await record(() => {
      expect(() => new Service("s", withPaths(6))).to.throw(
        'route.path is "/ingest/*, /0/*, /1/*, /2/*, /3/*, /4/*": expected at most 5 paths until ' +
          "the next release, which takes the earlier ones away",
      );
    });
  });

  for (const [key, parameters, says] of [
    [
      "port",
      ["port"],
      'config.port is "port": expected another key, as the platform itself gives the variable PORT',
    ],
    ["one", ["one"], 'secrets.one is "one": expected a key that config does not have'],
  ] as const) {
    it(`refuses two variables of one name, which ECS takes neither of: ${key}`, async () => {
      const arns = (keys: readonly string[]) =>
        Object.fromEntries(keys.map((each) => [each, pulumi.output(`arn:${each}`)]));
      const config = { parameterArns: arns(parameters), secretArns: arns(["one"]) };
      let thrown: unknown;
      await record(() => {
        try {
          new Service("s", { ...argsIn("prod"), config });
        } catch (error) {
          thrown = error;
        }
      });
      expect(String(thrown)).to.contain(says);
    });
  }
});
