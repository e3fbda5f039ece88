import { expect } from "chai";
import type { PartName } from "../../../../sandbox/rehearsal/end/acceptance/criteria";
import { isAccepted, judge } from "../../../../sandbox/rehearsal/end/acceptance/judge";
import type { Facts, RolledOut } from "../../../../sandbox/rehearsal/end/facts";
import { factsOf, made, promotion, rolledBack } from "./support";

const DEPLOYMENT: RolledOut = {
  deploymentId: "d-1",
  applicationName: "nc-api-adapter-stg-delivery",
  deploymentGroupName: "nc-api-adapter-stg-delivery",
  deploymentConfigName: "canary-10-3",
  platform: "Lambda",
  status: "Succeeded",
  creator: "user",
  appSpec: "{}",
  createTime: "2026-12-01T15:00:00.000Z",
  steps: [],
  cursor: 0,
  events: [],
  percent: 100,
  lambda: { functionName: "api", alias: "live", currentVersion: "1", targetVersion: "2" },
  serviceRoleArn: "arn:aws:iam::222222222222:role/deploys",
  alarms: [],
  rollbackEvents: [],
  routing: { type: "TimeBasedCanary", timeBasedCanary: { percentage: 10, interval: 3 } },
};

/** What the judgement says of one part, where a scenario shows the parts in `shows`. */
async function judged(part: PartName, facts: Partial<Facts>, shows: readonly PartName[] = []) {
  const scenario = { name: "one", title: "One", shows, run: async () => {} };
  const criteria = judge(await factsOf(facts), [scenario]);
  const found = criteria.flatMap(({ parts }) => parts).find(({ name }) => name === part);
  if (found === undefined) throw new Error(`${part} is in no criterion`);
  const { name: _, title: __, ...result } = found;
  return { ...result, accepted: isAccepted(criteria) };
}

const NOT_SHOWN = { result: "not shown", evidence: [], accepted: true };

describe("the acceptance criteria at the end of a rehearsal", () => {
  it("[§20] are those of the specification", async () => {
    const texts = judge(await factsOf(), []).map(({ text }) => text);
    expect(texts).to.deep.equal([
      "OIDC roles created and scoped for each env.",
      "GitHub Environments set with required approvers.",
      "Blue-green for ECS and canary for Lambda verified in stg.",
      "Bake checks green before first prod deploy.",
      "Rollback steps validated for ECS, Lambda, and Terraform.",
    ]);
  });

  it("are wrong where a scenario is meant to show one, and nothing does", async () => {
    expect(await judged("canary", {})).to.deep.equal(NOT_SHOWN);
    const problem = "nothing shows it, and a scenario is meant to";
    expect(await judged("canary", {}, ["canary"])).to.deep.equal({
      result: "wrong",
      evidence: [],
      problem,
      accepted: false,
    });
  });

  it("[§20] take roles as shown by their steps, all of which are as they should be", async () => {
    const step = { scenario: "deploy-roles", title: "a role in dev", ok: true };
    const shown = { result: "shown", evidence: ["a role in dev"], accepted: true };
    expect(await judged("roles", { steps: [step] })).to.deep.equal(shown);
    const failed = { ...step, title: "a role in prod", ok: false };
    expect(await judged("roles", { steps: [step, failed] })).to.deep.equal(NOT_SHOWN);
  });

  it("[§20] take a canary of Lambda in stg as shown by CodeDeploy", async () => {
    const inStg = (each: RolledOut) => ({ deployments: { dev: [], stg: [each], prod: [] } });
    expect((await judged("canary", inStg(DEPLOYMENT))).evidence).to.deep.equal([
      "d-1: api from version 1 to 2, 10 % for 3 minutes first",
    ]);
    const others: readonly Partial<RolledOut>[] = [
      { routing: {} },
      { status: "Failed" },
      { creator: "codeDeployRollback" },
      { platform: "ECS" },
    ];
    for (const other of others) {
      expect(await judged("canary", inStg({ ...DEPLOYMENT, ...other }))).to.deep.equal(NOT_SHOWN);
    }
    const inProd = { deployments: { dev: [], stg: [], prod: [DEPLOYMENT] } };
    expect(await judged("canary", inProd)).to.deep.equal(NOT_SHOWN);
  });

  it("[§20] take blue/green of ECS in stg as shown by the target groups", async () => {
    const group = (color: string) => `arn:aws:elb:ca-central-1:2:targetgroup/nc-${color}/1`;
    const ecs = {
      cluster: "nc-core",
      serviceName: "shop",
      taskDefinition: "arn:task:2",
      live: group("blue"),
      next: group("green"),
      productionListeners: [],
      testListeners: [],
    };
    const stg = [{ ...DEPLOYMENT, platform: "ECS", ecs } as const];
    const found = await judged("blue-green", { deployments: { dev: [], stg, prod: [] } });
    expect(found.evidence).to.deep.equal(["d-1: shop from nc-blue to nc-green, canary-10-3"]);
  });

  it("[§20] are wrong where something is in prod that was not green in stg for the whole bake", async () => {
    const prod = [made("prod"), ...promotion("prod", { deploying: 20, baking: 22, succeeded: 29 })];
    const bakeOf = (stg: Readonly<Record<string, number>>) =>
      judged("bake", { events: { dev: [], stg: promotion("stg", stg), prod } });
    const green = await bakeOf({ deploying: 5, baking: 10, succeeded: 14 });
    expect(green.evidence).to.deep.equal([
      "ingest-worker: green in stg for 4 minutes until 2026-12-01T15:14:00.000Z, deployed in prod at 2026-12-01T15:20:00.000Z",
    ]);
    const field =
      "bake in stg of what ingest-worker deployed into prod at 2026-12-01T15:20:00.000Z";
    const wrong = (got: string) => `${field} is ${got}: expected 4 minutes or more`;
    expect((await bakeOf({ baking: 10, succeeded: 13 })).problem).to.equal(wrong("3"));
    expect((await bakeOf({ baking: 18, succeeded: 22 })).problem).to.equal(wrong("missing"));
    expect((await bakeOf({ baking: 10, "rolled-back": 14 })).problem).to.equal(wrong("missing"));
  });

  it("[§20] take a rollback as shown with its incident and its ticket, and as wrong without", async () => {
    const promoted = promotion("stg", { deploying: 5, "rolled-back": 11 });
    const events = { dev: [], stg: [...promoted, ...rolledBack("stg", [10, 11])], prod: [] };
    const tickets = [{ number: 7, title: "Root cause of d-stg" }];
    const found = await judged("rollback-ecs", { events, tickets });
    expect(found.evidence).to.deep.equal([
      "ingest-worker in stg: d-stg undone by d-undo in 60 s, incident oi-stg, root-cause ticket #7",
    ]);
    expect(await judged("rollback-lambda", { events, tickets })).to.deep.equal(NOT_SHOWN);
    const { problem, accepted } = await judged("rollback-ecs", { events });
    expect({ problem, accepted }).to.deep.equal({
      problem: "root-cause ticket of d-stg is missing: expected one",
      accepted: false,
    });
    // Flags that were undone are no release.
    const flags = { ...events, stg: rolledBack("stg", [10, 11]) };
    expect(await judged("rollback-ecs", { events: flags, tickets })).to.deep.equal(NOT_SHOWN);
    const undo = { ...DEPLOYMENT, deploymentId: "d-undo", status: "Failed" } as const;
    const failed = { dev: [], stg: [undo], prod: [] };
    const undone = await judged("rollback-ecs", { events, tickets, deployments: failed });
    expect(undone.problem).to.equal("d-stg: its rollback d-undo is Failed");
  });
});
