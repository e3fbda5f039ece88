import { expect } from "chai";
import { parseRelease } from "../../../../delivery/decisions/release/release";
import { planRollback } from "../../../../delivery/decisions/rollback/plan";
import type { Before } from "../../../../delivery/decisions/rollback/steps";
import { KIND_NAMES, type KindName } from "../../../../infra/catalog/kinds";
import { manifest } from "../release/fixture";

const taskDefinitionArn = "arn:aws:ecs:ca-central-1:333333333333:task-definition/nc-a:6";
const release = parseRelease(manifest({ workload: "audit-api" }));
const before: Before = {
  taskDefinitionArn,
  lambdaVersion: "6",
  flagsVersion: 11,
  release: `sha256:${"6".repeat(64)}`,
};
const plan = (kind: KindName, was: Before = before, migrationsRun: string[] = []) =>
  planRollback({
    release: { ...release, kind },
    environment: "prod",
    deployment: "d-ABC123",
    before: was,
    migrationsRun,
  });

const flags = { action: "flags", version: 11 };
const task = { action: "task-definition", taskDefinitionArn };

describe("a rollback", () => {
  for (const [kind, was, steps] of [
    ["service", before, [flags, task]],
    ["function", before, [flags, { action: "alias", alias: "live", version: "6" }]],
    ["job", { taskDefinitionArn }, [task]],
    ["job", { lambdaVersion: "6" }, [{ action: "alias", alias: "live", version: "6" }]],
    [
      "worker",
      before,
      [flags, { action: "close-intake" }, { action: "drain" }, task, { action: "open-intake" }],
    ],
    ["terraform", before, [{ action: "terraform-apply", release: `sha256:${"6".repeat(64)}` }]],
  ] as const) {
    it(`[§14] of a ${kind} switches back ${steps.map(({ action }) => action).join(", ")}`, () => {
      expect(plan(kind, was).steps).to.deep.equal(steps);
    });
  }

  for (const kind of KIND_NAMES) {
    it(`[§14] of a ${kind} opens an incident and a root-cause ticket with the deployment's id`, () => {
      expect(plan(kind, {}).opens).to.deep.equal({
        incident: {
          title: "Rollback of audit-api v1.4.0 in prod: deployment d-ABC123",
          deployment: "d-ABC123",
        },
        rootCauseTicket: {
          title:
            "Find the root cause of the rollback of audit-api v1.4.0 in prod: deployment d-ABC123",
          deployment: "d-ABC123",
        },
      });
    });

    it(`of a ${kind}'s first release switches nothing, and says so`, () => {
      const { steps, stays } = plan(kind, {});
      expect([steps, stays]).to.deep.equal([
        [],
        [
          "audit-api had no version before, and stays as it is: release what mends it as an emergency change.",
        ],
      ]);
    });
  }

  it("[§14] leaves the database, and says which migrations it may have and what a person may run", () => {
    const sha256 = "7".repeat(64);
    const migrations = {
      files: [{ path: "0007.sql", sha256 }],
      report: { destructive: [], blocking: [] },
      approvedBy: [],
      emergencyScript: { path: "db/emergency.sql", sha256 },
    };
    const request = {
      release: parseRelease(manifest({ migrations })),
      environment: "prod",
      deployment: "d-1",
      before,
      migrationsRun: ["0007.sql", "0008.sql"],
    } as const;
    expect(planRollback(request).stays).to.deep.equal([
      "The database stays as it is. It has these migrations, as far as they have run: 0007.sql, 0008.sql.",
      "While data is safe, the owner of the workload may run db/emergency.sql.",
    ]);
    expect(plan("service", before, ["0007.sql"]).stays).to.deep.equal([
      "The database stays as it is. It has these migrations, as far as they have run: 0007.sql.",
      "The release names no emergency script: the owner of the workload decides.",
    ]);
  });
});
