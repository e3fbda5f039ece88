import { findBy } from "../../../sandbox/api/resources";
import { setBehaviour } from "../../../sandbox/api/simulation/behaviours";
import type { Deployment } from "../../../sandbox/api/simulation/codedeploy/deployment";
import { digestOf } from "../../../sandbox/api/simulation/revisions";
import type { Manifest } from "../../delivery/decisions/release/fixture";
import type { Change } from "./platform-account";
import type { PlatformWorld } from "./platform-world";
import { putPromotion } from "./promoting";

/** The revision of a service that its deployment brings. */
export const REVISION =
  "arn:aws:ecs:ca-central-1:111111111111:task-definition/nc-ingest-worker-dev-task:2";

/** AppSpec of that deployment. */
export const APP_SPEC = JSON.stringify({
  version: 0,
  Resources: [
    { TargetService: { Type: "AWS::ECS::Service", Properties: { TaskDefinition: REVISION } } },
  ],
});

/** Migrations that take nothing away, and lock nothing. */
export const HARMLESS = {
  files: [{ path: "migrations/0001-a.sql", sha256: "0".repeat(64) }],
  report: { destructive: [], blocking: [] },
  approvedBy: [],
};

/** Migrations that take something away, and that no flag guards. */
export const UNGUARDED = {
  ...HARMLESS,
  report: {
    destructive: [
      {
        file: "migrations/0001-a.sql",
        line: 1,
        finding: "drops the table events",
        unusedSince: "v1.3.0",
      },
    ],
    blocking: [],
  },
};

/** With what a version migrates. */
export const COMMAND = ["node", "migrate.js"];

/** A function of the catalog has migrations, too. */
export const FUNCTION_MIGRATES: Change = (catalog) =>
  catalog.map((each) =>
    each.kind === "function" && each.name === "api-adapter"
      ? { ...each, migrations: { command: COMMAND, secret: "db", changesShape: false } }
      : each,
  );

/** A deployment that goes on, or ends, with what its hook reports; what it would shift is of no matter here. */
export const WAITING: Partial<Deployment> = {
  appSpec: APP_SPEC,
  steps: [{ kind: "hook", event: "AfterInstall", functionName: "nc-platform-dev-run-migrations" }],
  lambda: {
    functionName: "nc-api-adapter-dev-function",
    alias: "live",
    currentVersion: "1",
    targetVersion: "1",
  },
};

/** Stores the manifest of that function's release, and says in the ledger that it is being promoted. */
export async function putFunctionPromotion(
  here: PlatformWorld,
  migrations: Manifest["migrations"],
): Promise<void> {
  const digest = `sha256:${"3".repeat(64)}`;
  const zip = {
    type: "zip" as const,
    key: "api-adapter/zip/release.zip",
    versionId: "1",
    sha256: "4".repeat(64),
    sbom: { digest, predicateType: "https://spdx.dev/Document" },
    provenance: { digest, predicateType: "https://slsa.dev/provenance/v1" },
  };
  const api = { workload: "api-adapter", kind: "function" as const };
  await putPromotion(here, { ...api, artifacts: [zip], migrations }, "deploying");
}

/** The task of the new revision never ends. */
export function letMigrationsHang({ account }: PlatformWorld): void {
  const found = findBy(account, "aws:ecs/taskDefinition:TaskDefinition", "arn", REVISION);
  if (!found) throw new Error(`${REVISION} is not there`);
  setBehaviour(account, digestOf(found), "hanging");
}
