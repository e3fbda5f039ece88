import { expect } from "chai";
import { UNKNOWN } from "../../../infra/unknown";
import { checkInputs } from "../../../sandbox/cloud/check-inputs";
import { ECS } from "../../../sandbox/cloud/services/ecs";

const SERVICE = "aws:ecs/service:Service";
const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const GREEN = { targetGroupArn: "green" };

const service = {
  cluster: "nc-core",
  name: "nc-x-dev-service",
  loadBalancers: [{ targetGroupArn: "blue" }],
  deploymentController: { type: "CODE_DEPLOY" },
};
const group = {
  appName: "a",
  deploymentGroupName: "nc-x-dev-delivery",
  serviceRoleArn: "r",
  deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
  ecsService: { clusterName: "nc-core", serviceName: "s" },
  deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
  blueGreenDeploymentConfig: {
    deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
    terminateBlueInstancesOnDeploymentSuccess: { action: "TERMINATE" },
  },
  loadBalancerInfo: { targetGroupPairInfo: { targetGroups: [{ name: "b" }, { name: "g" }] } },
};
const refused = (type: string, inputs: object) =>
  checkInputs(type, { ...inputs }, "111111111111").map(({ reason }) => reason);

describe("what AWS refuses of a service that CodeDeploy moves", () => {
  it("is nothing where all is right", () => {
    expect(refused(SERVICE, service)).to.deep.equal([]);
    expect(refused(GROUP, group)).to.deep.equal([]);
  });

  it("is nothing of what is not known yet", () => {
    for (const [type, good] of [
      [SERVICE, service],
      [GROUP, group],
    ] as const) {
      for (const key of Object.keys(good)) {
        expect(refused(type, { ...good, [key]: UNKNOWN }), key).to.deep.equal([]);
      }
    }
  });

  const wrong: [string, object, RegExp][] = [
    [SERVICE, { ...service, alarms: { enable: true } }, /^alarms is .*expected none/],
    [SERVICE, { ...service, deploymentCircuitBreaker: {} }, /^deploymentCircuitBreaker is/],
    [SERVICE, { ...service, loadBalancers: [] }, /^loadBalancers is \[\]: expected one/],
    [SERVICE, { ...service, schedulingStrategy: "DAEMON" }, /^schedulingStrategy is "DAEMON"/],
    [GROUP, { ...group, deploymentStyle: undefined }, /^deploymentStyle is .*BLUE_GREEN/],
    [GROUP, { ...group, blueGreenDeploymentConfig: {} }, /^blueGreenDeploymentConfig is/],
    [GROUP, { ...group, deploymentConfigName: undefined }, /^deploymentConfigName is missing/],
    [GROUP, { ...group, loadBalancerInfo: undefined }, /targetGroups is missing: expected two/],
    [GROUP, { ...group, alarmConfiguration: { alarms: Array(11).fill("a") } }, /at most 10$/],
  ];
  for (const [type, inputs, reason] of wrong) {
    it(`is ${reason}`, () => expect(refused(type, inputs).join("\n")).to.match(reason));
  }

  it("is a canary by ECS without its steps, or without listener rules", () => {
    const inputs = {
      ...service,
      deploymentController: { type: "ECS" },
      deploymentConfiguration: { strategy: "CANARY" },
    };
    expect(refused(SERVICE, inputs)).to.deep.equal([
      "deploymentConfiguration.canaryConfiguration is missing: expected a value, as strategy is CANARY",
      "loadBalancers[0].advancedConfiguration is missing: expected a value, as strategy is CANARY",
    ]);
  });

  it("is an update of what only a deployment changes, in AWS's words", () => {
    const update = (news: object, olds: object = service) =>
      ECS[SERVICE]?.refuseUpdate?.({ ...olds }, { ...olds, ...news });
    expect(() => update({ taskDefinition: "t:2" })).to.throw(
      "Unable to update task definition on services with a CODE_DEPLOY deployment controller",
    );
    expect(() => update({ loadBalancers: [GREEN] })).to.throw("Unable to update load balancers");
    expect(() => update({ desiredCount: 3 })).not.to.throw();
    expect(() =>
      update({ taskDefinition: "t:2" }, { deploymentController: { type: "ECS" } }),
    ).not.to.throw();
  });
});
