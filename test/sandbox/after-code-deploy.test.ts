import { expect } from "chai";
import { deployBlueGreen } from "../../sandbox/cloud/deployments/blue-green";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { testSandbox } from "../support/sandbox";

const TARGET = "aws:appautoscaling/target:Target";
const SERVICE = "aws:ecs/service:Service";
const RELEASE = { deploymentGroup: "nc-ingest-worker-dev-delivery", desiredCount: 2 };

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

describe("an environment after releases by CodeDeploy", function () {
  this.timeout("10 minutes");
  const sandbox = testSandbox();
  const cloud = openCloud(foldersOf(sandbox.folder).cloud("dev"));
  after(() => sandbox.remove());

  const settles = async () => {
    const refreshed = await sandbox.run(["refresh", "dev"]);
    expect(refreshed.code, refreshed.stdout + refreshed.stderr).to.equal(0);
    const up = await sandbox.run(["up", "dev"]);
    expect(up.stdout).to.match(/dev: 0 created, 0 changed, 0 deleted, .*0 violations\n$/);
    expect(up.code).to.equal(0);
  };
  const running = () => {
    const [service] = cloud.list(SERVICE).filter(({ inputs }) => /ingest/.test(`${inputs.name}`));
    return service?.state;
  };

  it("is made", async () => {
    const up = await sandbox.run(["up", "dev"]);
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    expect(running()?.desiredCount).to.equal(0);
  });

  for (const [release, digit] of [
    ["first", "a"],
    ["second, back to the first target group", "b"],
  ] as const) {
    it(`[§7.1] changes nothing after the ${release} release`, async () => {
      const before = running();
      deployBlueGreen(cloud, { ...RELEASE, digest: digest(digit) });
      // Delivery has suspended scaling, and an update in the middle must not take it up again.
      for (const target of cloud.list(TARGET)) {
        cloud.patch(target, (state) => ({
          ...state,
          suspendedState: { dynamicScalingInSuspended: true, dynamicScalingOutSuspended: true },
        }));
      }
      await settles();
      const now = running();
      expect(now?.taskDefinition).not.to.equal(before?.taskDefinition);
      expect(now?.loadBalancers).not.to.deep.equal(before?.loadBalancers);
      expect(now?.desiredCount).to.equal(2);
    });
  }
});
