import { expect } from "chai";
import { UNKNOWN } from "../../../../infra/unknown";
import { resourceTypeOf } from "../../../../sandbox/cloud/services";
import { describeValidation, reasonsOf } from "../validation";

const SERVICE = "aws:ecs/service:Service";

const rolling = {
  cluster: "nc-core",
  name: "nc-x-dev-service",
  deploymentController: { type: "ECS" },
  deploymentMinimumHealthyPercent: 100,
  deploymentMaximumPercent: 200,
  alarms: { enable: true, rollback: true, alarmNames: ["a"] },
};
const blueGreen = {
  cluster: "nc-core",
  name: "nc-x-dev-service",
  loadBalancers: [{ targetGroupArn: "blue" }],
  deploymentController: { type: "CODE_DEPLOY" },
};

describeValidation("services that ECS updates", [
  [
    SERVICE,
    rolling,
    [
      [
        { deploymentMaximumPercent: 100 },
        "deploymentMaximumPercent is 100: expected more than 100, or no task could be replaced",
      ],
      [
        { deploymentMaximumPercent: 201 },
        "deploymentMaximumPercent is 201: expected from 100 to 200",
      ],
      [
        { deploymentMinimumHealthyPercent: 101 },
        "deploymentMinimumHealthyPercent is 101: expected from 0 to 100",
      ],
      [
        { alarms: { enable: true, rollback: true, alarmNames: [] } },
        "alarms.alarmNames is []: expected one at least, as alarms are enabled",
      ],
      [
        { deploymentConfiguration: { strategy: "CANARY" }, loadBalancers: [{}] },
        [
          "deploymentConfiguration.canaryConfiguration is missing: expected a value, as strategy is CANARY",
          "loadBalancers[0].advancedConfiguration is missing: expected a value, as strategy is CANARY",
        ],
      ],
    ],
  ],
]);

describeValidation("services that CodeDeploy deploys", [
  [
    SERVICE,
    blueGreen,
    [
      [
        { alarms: { enable: true, alarmNames: ["a"] } },
        'alarms is {"enable":true,"alarmNames":["a"]}: expected none, as CodeDeploy moves the service',
      ],
      [
        { deploymentCircuitBreaker: {} },
        "deploymentCircuitBreaker is {}: expected none, as CodeDeploy moves the service",
      ],
      [{ loadBalancers: [] }, "loadBalancers is []: expected one, as CodeDeploy moves the service"],
      [
        { schedulingStrategy: "DAEMON" },
        'schedulingStrategy is "DAEMON": expected "REPLICA", as CodeDeploy moves it',
      ],
    ],
  ],
]);

describe("a service of ECS", () => {
  it("is accepted where the names of its alarms are not known yet", () => {
    const alarms = { ...rolling.alarms, alarmNames: UNKNOWN };
    expect(reasonsOf(SERVICE, { ...rolling, alarms })).to.deep.equal([]);
  });

  it("refuses an update of what only a deployment changes, in AWS's words", () => {
    const { refuseUpdate } = resourceTypeOf(SERVICE);
    if (refuseUpdate === undefined) throw new Error("no update of a service is refused");
    const update = (news: object, olds: object = blueGreen) =>
      refuseUpdate({ ...olds }, { ...olds, ...news });
    expect(() => update({ taskDefinition: "t:2" })).to.throw(
      "Unable to update task definition on services with a CODE_DEPLOY deployment controller",
    );
    expect(() => update({ loadBalancers: [{ targetGroupArn: "green" }] })).to.throw(
      "Unable to update load balancers",
    );
    expect(() => update({ desiredCount: 3 })).not.to.throw();
    expect(() =>
      update({ taskDefinition: "t:2" }, { deploymentController: { type: "ECS" } }),
    ).not.to.throw();
  });
});
