import { expect } from "chai";
import { deployRolling, setParameter } from "../../sandbox/cloud/deployments/rolling";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { testSandbox } from "../support/sandbox";

const INTAKE = "/nc/dev/audit-queue/config/intake";
const SERVICE = "nc-audit-queue-dev-service";
const NOTHING = { create: 0, change: 0, replace: 0, delete: 0 };

const release = (digit: string, desiredCount: number) => ({
  ...{ service: SERVICE, desiredCount, digest: `sha256:${digit.repeat(64)}` },
});

describe("a worker and its releases", function () {
  this.timeout("10 minutes");
  const sandbox = testSandbox();
  const cloud = openCloud(foldersOf(sandbox.folder).cloud("dev"));
  before(async () => {
    const first = await sandbox.run(["up", "dev"]);
    expect(first.code, first.stdout + first.stderr).to.equal(0);
  });
  after(() => sandbox.remove());

  /** What a release changes: the intake, how many tasks are wanted, and which revision they run. */
  function released() {
    const named = (type: string, name: string) =>
      cloud.list(type).find(({ inputs }) => inputs.name === name)?.state;
    const { desiredCount, taskDefinition } = named("aws:ecs/service:Service", SERVICE) ?? {};
    const revision = Number(/\d+$/.exec(String(taskDefinition))?.[0]);
    const { value } = named("aws:ssm/parameter:Parameter", INTAKE) ?? {};
    return { intake: value, desiredCount, revision };
  }

  /** Refreshes and updates; `wanted` is what there is before and after. */
  async function stays(wanted: object) {
    expect(released()).to.deep.equal(wanted);
    const refresh = await sandbox.run(["refresh", "dev"]);
    expect(refresh.code, refresh.stdout).to.equal(0);
    const up = await sandbox.run(["up", "dev", "--json"]);
    expect(up.code, up.stdout).to.equal(0);
    expect(JSON.parse(up.stdout).environments[0].changes).to.include(NOTHING);
    expect(released()).to.deep.equal(wanted);
  }

  it("[§7.3] begins with an open intake, and without tasks", () => {
    expect(released()).to.deep.equal({ intake: "open", desiredCount: 0, revision: 1 });
  });

  it("[§7.3] keeps its intake closed while a release waits for its queue", async () => {
    setParameter(cloud, INTAKE, "drained");
    await stays({ intake: "drained", desiredCount: 0, revision: 1 });
  });

  it("[§7.3] stays at the release that runs, with as many tasks as are wanted", async () => {
    deployRolling(cloud, release("a", 4));
    setParameter(cloud, INTAKE, "open");
    await stays({ intake: "open", desiredCount: 4, revision: 2 });
  });

  it("[§14] stays at the release before, when ECS has taken one back", async () => {
    deployRolling(cloud, release("b", 4)).rollBack();
    await stays({ intake: "open", desiredCount: 4, revision: 2 });
  });
});
