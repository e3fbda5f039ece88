import { join } from "node:path";
import { expect } from "chai";
import { releaseSchedule } from "../../sandbox/cloud/deployments/schedule";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { testSandbox } from "../support/sandbox";
import { workflow } from "../workflows/files";

const TYPE = "aws:scheduler/schedule:Schedule";
const SCHEDULE = "nc-audit-digest-dev-schedule";
const NOTHING = { create: 0, change: 0, replace: 0, delete: 0 };

const release = (digit: string) => ({
  ...{ schedule: SCHEDULE, digest: `sha256:${digit.repeat(64)}` },
});

describe("a job and its releases", function () {
  this.timeout("10 minutes");
  const sandbox = testSandbox();
  const cloud = openCloud(foldersOf(sandbox.folder).cloud("dev"));
  before(async () => {
    const first = await sandbox.run(["up", "dev"]);
    expect(first.code, first.stdout + first.stderr).to.equal(0);
  });
  after(() => sandbox.remove());

  /** What a release changes: whether the schedule is on, and which revision it starts. */
  function released() {
    const schedules = cloud.list(TYPE);
    const { state, target } = schedules.find(({ id }) => id.endsWith(SCHEDULE))?.state ?? {};
    const [revision] = /\d+$/.exec(arnOf(target)) ?? [];
    return [state, Number(revision)];
  }

  /** Refreshes and updates; `wanted` is what there is before and after. */
  async function stays(...wanted: unknown[]) {
    expect(released()).to.deep.equal(wanted);
    const refresh = await sandbox.run(["refresh", "dev"]);
    expect(refresh.code, refresh.stdout).to.equal(0);
    const up = await sandbox.run(["up", "dev", "--json"]);
    expect(up.code, up.stdout).to.equal(0);
    expect(JSON.parse(up.stdout).environments[0].changes).to.include(NOTHING);
    expect(released()).to.deep.equal(wanted);
  }

  it("[§7.3] begins with a schedule that is off", () => {
    expect(released()).to.deep.equal(["DISABLED", 1]);
  });

  it("[§7.3] stays on, with the revision of its release", async () => {
    releaseSchedule(cloud, release("a"));
    await stays("ENABLED", 2);
  });

  it("[§14] stays on, with the revision before, when a release was taken back", async () => {
    releaseSchedule(cloud, release("b")).rollBack();
    await stays("ENABLED", 2);
  });

  it("[§7.3] stays on when an earlier plan changes the schedule, as the workflow applies it", async () => {
    const later = (command: string) =>
      sandbox.run(
        [command, "dev", "--plan", join(sandbox.folder, "plan.json")],
        "test/sandbox/fixtures/an-hour-later.ts",
      );
    expect((await later("preview")).code).to.equal(0);
    releaseSchedule(cloud, release("c"));
    await sandbox.cli("dev", refreshOfApply());
    const up = await later("up");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    expect(cloud.list(TYPE).map(({ state }) => state.scheduleExpression)).to.deep.equal([
      "cron(0 7 * * ? *)",
    ]);
    expect(released()).to.deep.equal(["ENABLED", 4]);
  });
});

/** What the workflow looks at before it applies, as it says it. */
function refreshOfApply(): string[] {
  const command = /pulumi (refresh (?:.*\\\n)*.*)/.exec(workflow("apply.yml").text)?.[1] ?? "";
  return command.split(/[\s\\]+/).map((word) => word.replace(/^'(.*)'$/, "$1"));
}

function arnOf(target: unknown): string {
  return String(
    Reflect.get(Object(Reflect.get(Object(target), "ecsParameters")), "taskDefinitionArn"),
  );
}
