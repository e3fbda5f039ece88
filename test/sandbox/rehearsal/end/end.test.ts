import { expect } from "chai";
import { endOf } from "../../../../sandbox/rehearsal/end/end";
import { endLines } from "../../../../sandbox/rehearsal/end/text";
import { factsOf, made, promotion, rolledBack } from "./support";

describe("the end of a rehearsal", () => {
  it("[§19] end a rehearsal with a problem where the delivery itself misses one", async () => {
    const stg = [
      made("stg"),
      ...promotion("stg", { deploying: 4, baking: 9, "rolled-back": 25 }),
      ...rolledBack("stg", [9, 25]),
    ];
    const prod = [made("prod"), ...promotion("prod", { deploying: 20, succeeded: 31 })];
    const tickets = [{ number: 1, title: "Root cause of d-stg" }];
    const { problems } = endOf(await factsOf({ events: { dev: [], stg, prod }, tickets }), []);
    const bake = "bake in stg of what ingest-worker deployed into prod at 2026-12-01T15:20:00.000Z";
    expect(problems).to.deep.equal([
      "mean time to restore of all workloads in stg is 16: expected below 15 minutes",
      "mean time to restore of Neurocipher in stg is 16: expected below 15 minutes",
      "mean time to restore of ingest-worker in stg is 16: expected below 15 minutes",
      "median lead time of all workloads in prod is 31: expected below 30 minutes",
      `green bakes in stg before prod: ${bake} is missing: expected 4 minutes or more`,
    ]);
  });

  it("is shown with the ledger, the KPIs and each criterion", async () => {
    const stg = [
      made("stg"),
      ...promotion("stg", { gated: 1, deploying: 4, baking: 9, "rolled-back": 11 }),
      ...rolledBack("stg", [10, 11]),
    ];
    const tickets = [{ number: 1, title: "Root cause of d-stg" }];
    const end = endOf(await factsOf({ events: { dev: [], stg, prod: [] }, tickets }), []);
    const undone =
      "ingest-worker in stg: d-stg undone by d-undo in 60 s, incident oi-stg, root-cause ticket #1";
    expect(endLines(end)).to.deep.equal([
      "",
      "What the ledgers have",
      "  ingest-worker  15:01  v1.0.0  stg   rolled-back after 10 min, incident oi-stg",
      "",
      "The KPIs of that against their targets, ✗ where one is missed (docs/kpis.md): CI/CL-002 §19",
      "                      lead time   change failures   time to restore   rollbacks",
      "  target               < 30 min             < 5 %          < 15 min       < 2 %",
      "  stg: 1 deployment           -           ✗ 100 %             1 min     ✗ 100 %",
      "    Neurocipher               -           ✗ 100 %             1 min     ✗ 100 %",
      "      ingest-worker           -           ✗ 100 %             1 min     ✗ 100 %",
      "",
      "The acceptance criteria: CI/CL-002 §20",
      "  -  OIDC roles created and scoped for each env.",
      "     OIDC roles, for their own jobs alone: not shown",
      "  -  GitHub Environments set with required approvers.",
      "     required approvers: not shown",
      "  -  Blue-green for ECS and canary for Lambda verified in stg.",
      "     blue/green for ECS in stg: not shown",
      "     canary for Lambda in stg: not shown",
      "  -  Bake checks green before first prod deploy.",
      "     green bakes in stg before prod: not shown",
      "  -  Rollback steps validated for ECS, Lambda, and Terraform.",
      "     rollback of ECS: shown",
      `       ${undone}`,
      "     rollback of Lambda: not shown",
      "     rollback of Terraform: not shown",
    ]);
  });
});
