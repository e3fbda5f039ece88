import { expect } from "chai";
import { runMigrationsPermissions } from "../../../components/platform-function/run-migrations";
import { contextOf, PLATFORM } from "../../../infra/context";
import { settingsOf } from "../../support/contexts";

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

  it("does nothing for workloads where none migrates", () => {
    for (const sid of ["Migrate", "RunTask", "PassTaskRoles", "Contracts", "Manifests"]) {
      expect(resourcesOf([], sid)).to.equal(undefined);
    }
  });
});
