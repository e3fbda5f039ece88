import { expect } from "chai";
import { Service } from "../../../../components/workload/service/service";
import { recordOptions } from "../../../support/options";
import { only, record } from "../../../support/record";
import { argsIn, makeIn } from "./fixture";

const SERVICE = "aws:ecs/service:Service";
const native = { rollout: "ecs-native" };

describe("Service, moved by ECS itself", () => {
  it("[§7.1] shifts by its listener rules, with alarms and a circuit breaker", async () => {
    const made = await record(() => new Service("s", argsIn("prod", native)));
    const { inputs } = only(made, SERVICE);
    const roleArn = "arn:aws:iam::111111111111:role/nc-ingest-worker-prod-rollout";
    expect(inputs.deploymentController).to.deep.equal({ type: "ECS" });
    expect(inputs.deploymentConfiguration).to.deep.equal({
      strategy: "CANARY",
      canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "3" },
      bakeTimeInMinutes: "10",
      lifecycleHooks: [
        {
          hookTargetArn:
            "arn:aws:lambda:ca-central-1:333333333333:function:nc-platform-record-shift",
          roleArn,
          lifecycleStages: ["POST_PRODUCTION_TRAFFIC_SHIFT"],
        },
        {
          hookTargetArn:
            "arn:aws:lambda:ca-central-1:333333333333:function:nc-platform-run-migrations",
          roleArn,
          lifecycleStages: ["POST_SCALE_UP"],
        },
        {
          hookTargetArn: "arn:aws:lambda:ca-central-1:333333333333:function:nc-platform-smoke-test",
          roleArn,
          lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
        },
      ],
    });
    expect(inputs.deploymentCircuitBreaker).to.deep.equal({ enable: true, rollback: true });
    expect(inputs.alarms.alarmNames).to.have.lengthOf(5);
    const { advancedConfiguration } = inputs.loadBalancers[0];
    expect(advancedConfiguration.roleArn).to.equal(roleArn);
    expect(advancedConfiguration.productionListenerRule).to.match(/^arn:production/);
    expect(made.filter(({ type }) => type.startsWith("aws:codedeploy/"))).to.deep.equal([]);
  });

  it("has a role that ECS takes as AWS documents it: without a condition", async () => {
    const made = await record(makeIn("prod", native));
    const { assumeRolePolicy } = only(made, "aws:iam/role:Role", "ingest-worker-rollout").inputs;
    expect(JSON.parse(assumeRolePolicy).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ecs.amazonaws.com" },
      },
    ]);
  });

  it("leaves the revision, the count and the port to a release, and nothing else", async () => {
    const recorded = recordOptions();
    await record(() => new Service("s", argsIn("prod", native), recorded.opts));
    expect(recorded.optionsOf.get(SERVICE)?.ignoreChanges).to.deep.equal([
      "taskDefinition",
      "desiredCount",
      "loadBalancers",
    ]);
  });

  it("is all at once in dev", async () => {
    const { deploymentConfiguration } = only(await record(makeIn("dev", native)), SERVICE).inputs;
    expect(deploymentConfiguration).to.deep.include({
      strategy: "BLUE_GREEN",
      bakeTimeInMinutes: "5",
    });
    expect(deploymentConfiguration.lifecycleHooks).to.have.length(3);
  });

  it("refuses a linear step that ECS does not take", async () => {
    let thrown: unknown;
    await record(() => {
      const traffic = { type: "linear", percent: 2 };
      try {
        new Service("s", argsIn("prod", { ...native, traffic }));
      } catch (error) {
        thrown = error;
      }
    });
    expect(String(thrown)).to.contain(
      "traffic.percent is 2: expected at least 3, as ECS shifts it",
    );
  });
});
