import { expect } from "chai";
import { runMigrationsPermissions } from "../../../components/platform-function/run-migrations";
import { contextOf, PLATFORM } from "../../../infra/context";
import { settingsOf } from "../../support/contexts";
import { isAllowed } from "../../support/simulate";

const context = contextOf(settingsOf("prod"), PLATFORM);
const LAMBDA = "arn:aws:lambda:ca-central-1:333333333333:function";

/** The resources of a statement, by its id. */
const resourcesOf = (migrating: Parameters<typeof runMigrationsPermissions>[1], sid: string) =>
  runMigrationsPermissions(context, migrating).find(({ Sid }) => Sid === sid)?.Resource;

describe("what run-migrations may do", () => {
  it("[§8] calls the versions of the functions that migrate, and the hook that is next", () => {
    const migrating = [{ service: "api-adapter", kind: "function" as const }];
    expect(resourcesOf(migrating, "Migrate")).to.deep.equal([
      `${LAMBDA}:nc-api-adapter-prod-function:*`,
      `${LAMBDA}:nc-platform-prod-smoke-test`,
    ]);
    for (const sid of ["RunTask", "PassTaskRoles"]) {
      expect(resourcesOf(migrating, sid)).to.equal(undefined);
    }
  });

  it("[§8] runs the tasks of the services that migrate, and calls nothing", () => {
    const migrating = [{ service: "ingest-worker", kind: "service" as const }];
    expect(resourcesOf(migrating, "RunTask")).to.deep.equal([
      "arn:aws:ecs:ca-central-1:333333333333:task-definition/nc-ingest-worker-prod-task:*",
    ]);
    expect(resourcesOf(migrating, "Migrate")).to.equal(undefined);
  });

  it("[§9] stops its own tasks alone, and gives its tag to a task that it starts alone", async () => {
    const migrating = [{ service: "ingest-worker", kind: "service" as const }];
    const identity = runMigrationsPermissions(context, migrating);
    const may = (action: string, keys: Record<string, string | string[]>) =>
      isAllowed({
        principal: "arn:aws:iam::333333333333:role/nc-platform-prod-run-migrations",
        account: "333333333333",
        action,
        resource: "arn:aws:ecs:ca-central-1:333333333333:task/nc-core/1",
        identity,
        context: {
          "ecs:cluster": "arn:aws:ecs:ca-central-1:333333333333:cluster/nc-core",
          ...keys,
        },
      });
    const own = { "aws:ResourceTag/StartedBy": "run-migrations" };
    expect(await may("ecs:StopTask", own)).to.equal(true);
    // A workload's task has the tags of its service.
    expect(await may("ecs:StopTask", { "aws:ResourceTag/Service": "ingest-worker" })).to.equal(
      false,
    );
    expect(await may("ecs:StopTask", { "aws:ResourceTag/StartedBy": "nc" })).to.equal(false);
    const starts = {
      "ecs:CreateAction": "RunTask",
      "aws:RequestTag/StartedBy": "run-migrations",
      "aws:TagKeys": ["StartedBy"],
    };
    expect(await may("ecs:TagResource", starts)).to.equal(true);
    // A call of TagResource itself has no such key.
    const { "ecs:CreateAction": _, ...later } = starts;
    expect(await may("ecs:TagResource", later)).to.equal(false);
    const more = { ...starts, "aws:TagKeys": ["StartedBy", "Service"] };
    expect(await may("ecs:TagResource", more)).to.equal(false);
  });

  it("does nothing for workloads where none migrates", () => {
    for (const sid of [
      "Migrate",
      "RunTask",
      "TaskTag",
      "PassTaskRoles",
      "Contracts",
      "Manifests",
    ]) {
      expect(resourcesOf([], sid)).to.equal(undefined);
    }
  });
});
