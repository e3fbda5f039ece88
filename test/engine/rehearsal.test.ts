import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ENVIRONMENTS } from "../../infra/environments";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import type { RehearsalReport } from "../../sandbox/rehearsal/rehearse";
import { usableSigningTools } from "../../sandbox/supply-chain/workshop";
import { onPath } from "../../tools/children.mjs";
import { copyApplied } from "../support/applied-dev";
import { ncOf } from "../support/nc";
import { testSandbox } from "../support/sandbox";

const REHEARSAL = "test/engine/fixtures/rehearsal.ts";

/** A machine may have no Terraform: its scenario is then left out. */
const TERRAFORM = onPath("terraform") ?? onPath("tofu");

/** Every step, in its order: what a person sees. */
const STEPS = [
  ["deploy-roles", "every workload's job assumes its role in dev"],
  ["deploy-roles", "every workload's job assumes its role in stg"],
  ["deploy-roles", "every workload's job assumes its role in prod"],
  ...(["stg", "prod"] as const).flatMap((environment) =>
    [
      "a branch",
      "another workflow",
      "another repository of the same name",
      `the environment ${environment === "stg" ? "prod" : "stg"}`,
      "another workload",
    ].map((what) => ["deploy-roles", `a job of ${what} is refused in ${environment}`] as const),
  ),
  ["github-environments", "the environment dev asks nobody, and takes no other ref"],
  ["github-environments", "the environment stg asks the team release-eng, and takes no other ref"],
  [
    "github-environments",
    "the environment prod-product asks the team product, and takes no other ref",
  ],
  ["github-environments", "the environment prod asks the team security, and takes no other ref"],
  ["service-release", "ingest-worker runs in dev as main has it, and has been watched"],
  ["service-release", "ingest-worker v1.0.0 runs in stg, and has been watched"],
  ["service-release", "ingest-worker v1.0.0 runs in prod, and has been watched"],
  ["synthetic-test", "it passes where ingest-worker answers in prod"],
  ["synthetic-test", "it fails, and says where, while ingest-worker answers 500 in stg"],
  ["function-release", "api-adapter runs in dev as main has it, and has been watched"],
  ["function-release", "api-adapter v1.0.0 runs in stg, and has been watched"],
  ["function-release", "api-adapter v1.0.0 runs in prod, and has been watched"],
  ["worker-release", "audit-queue runs in dev as main has it, and has been watched"],
  ["worker-release", "audit-queue v1.0.0 runs in stg, and has been watched"],
  ["worker-release", "audit-queue v1.0.0 runs in prod, and has been watched"],
  ["job-release", "audit-digest runs in dev as main has it, and has been watched"],
  ["job-release", "audit-digest v1.0.0 runs in stg, and has been watched"],
  ["job-release", "audit-digest v1.0.0 runs in prod, and has been watched"],
  ["deployment-rule", "a commit with a red check is rejected, with the reason"],
  ["deployment-rule", "a sound release is approved, waits for Security alone, and is promoted"],
  ["refusals", "a release with one approver is refused in prod by the gate approvals"],
  [
    "refusals",
    "a release that the same person approved twice is refused in prod by the gate approvals",
  ],
  ["refusals", "a release without a ticket is refused in prod by the gate change-ticket"],
  ["refusals", "a release that stg has not baked is refused in prod by the gate bake"],
  ["refusals", "a release with a red check is refused in stg by the gate required-checks"],
  ["refusals", "a release with a foreign signature is refused in stg by the gate attestations"],
  [
    "refusals",
    "a release with another digest than the signed one is refused in stg by the gate attestations",
  ],
  ["refusals", "a release in a freeze is refused in prod by the gate window"],
  [
    "bad-service-releases",
    "ingest-worker v1.0.6 answers 500 where it is tested, and no user sees it",
  ],
  ["bad-service-releases", "ingest-worker v1.1.0 answers with errors, and is undone in its canary"],
  ["bad-service-releases", "the incident in stg closes with its root-cause ticket"],
  ["bad-service-releases", "ingest-worker v1.2.0 breaks later, and is undone in its watch"],
  [
    "bad-function-release",
    "api-adapter v1.1.0 breaks in its watch, and callers reach v1.0.0 again",
  ],
  ["undrained-worker", "audit-queue v1.1.0 is not deployed while v1.0.0 does not finish"],
  ["killed-flag", "the flags of ingest-worker are as the catalog says"],
  ["killed-flag", "the flags of ingest-worker are on for all"],
  ["killed-flag", "the flags of ingest-worker are killed, and are as before"],
  ...(TERRAFORM === undefined
    ? []
    : [
        ["terraform-release", "the plan of core v1.0.0 is applied in stg"],
        ["terraform-release", "the plan of core v1.0.0 is applied in prod"],
        ["terraform-release", "core v1.1.0 breaks off in stg, and v1.0.0 is applied again"],
        ["terraform-release", "a person takes core v1.2.0 back in stg by nc rollback"],
      ]),
  ["emergency", "api-adapter v1.2.0 is green in stg, at night"],
  [
    "emergency",
    "in prod it passes with somebody on call, and its review is open before it deploys",
  ],
  ["break-glass", "without a window nobody assumes it"],
  ["break-glass", "before its window it is denied, and in it alice alone has it"],
  ["break-glass", "Security is told of each attempt, and each opens its review"],
  ["break-glass", "after its window, neither session nor role is of use"],
  ["drift", "as long as only releases change anything, nothing is told"],
  ["drift", "the queue's timeout is changed, and a ticket tells of it"],
  ["drift", "it is put back, and the ticket is closed"],
  ["kpis", "prod's metrics are the ledger's KPIs, and each alarm is as its target says"],
  ["platform-functions", "each was called, and kept no event that it could not handle"],
  ["platform-functions", "a service's migrations ran once in each of its deployments"],
];

/** What of the acceptance criteria of CI/CL-002 §20 the scenarios show. */
const RESULTS = [
  ["roles", "shown"],
  ["approvers", "shown"],
  ["blue-green", "shown"],
  ["canary", "shown"],
  ["bake", "shown"],
  ["rollback-ecs", "shown"],
  ["rollback-lambda", "shown"],
  ["rollback-terraform", TERRAFORM === undefined ? "not shown" : "shown"],
];

/** What goes from tag to prod, by its kind; a function ships no image, but a zip. */
const RELEASED = {
  service: "ingest-worker",
  function: "api-adapter",
  worker: "audit-queue",
  job: "audit-digest",
};

/** What the README shows of the output, line by line, without the virtual time. */
function readmeLines(): readonly string[] {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, shown = ""] = /From its output:\s+```text\n([^`]+)```/.exec(readme) ?? [];
  const lines = shown.trim().split("\n");
  expect(lines).to.have.length.greaterThan(10);
  return lines.map((line) => line.trim().replace(/^\d\d:\d\d:\d\d +/, ""));
}

describe("the rehearsal", () => {
  const sandbox = testSandbox();
  const nc = ncOf(sandbox);
  before(async () => {
    for (const environment of ENVIRONMENTS) await copyApplied(sandbox, environment);
  });
  after(() => sandbox.remove());

  it("[§20] shows every step as it should be, and leaves the accounts as they were", async () => {
    const before = contents();
    const { code, stdout, stderr } = await sandbox.run(["--json"], REHEARSAL);
    const report: RehearsalReport = JSON.parse(stdout);
    const wrong = report.steps.filter(({ ok }) => !ok);
    expect(wrong, stderr).to.deep.equal([]);
    expect(report.steps.map(({ scenario, title }) => [scenario, title])).to.deep.equal(STEPS);
    expect({ code, ok: report.ok, problems: report.problems }).to.deep.equal({
      code: 0,
      ok: true,
      problems: [],
    });
    const results = report.acceptance.flatMap(({ parts }) =>
      parts.map(({ name, result }) => [name, result]),
    );
    expect(results).to.deep.equal(RESULTS);
    for (const line of readmeLines()) expect(stderr).to.contain(line);
    const isReal = (await usableSigningTools()).tools !== undefined;
    expect(stderr).to.contain(
      isReal ? "signed with cosign" : "All is signed by keys of the simulated",
    );
    for (const [kind, workload] of Object.entries(RELEASED)) {
      const [, signed] =
        report.steps.find(({ title }) => title.startsWith(`${workload} v1.0.0 runs in prod`))
          ?.evidence ?? [];
      const copied = kind === "function" ? /certificates$/ : /copied with oras$/;
      expect(signed, kind).to.match(
        isReal ? /^signed with cosign/ : /^signed and verified by keys/,
      );
      if (isReal) expect(signed, kind).to.match(copied);
    }
    expect(contents()).to.deep.equal(before);
  });

  it("leaves accounts in which a person goes on by hand, with nc --sandbox", async () => {
    const kept = join(sandbox.folder, "rehearsal");
    const status = ["status", "audit-queue", "--environment", "prod", "--json"];
    const history = ["history", "ingest-worker", "--environment", "stg", "--json"];
    // Two at once: one serves the accounts, and the other finds it.
    const [one, other] = await Promise.all([nc.run(kept, status), nc.run(kept, history)]);
    expect([one.code, other.code], one.stderr + other.stderr).to.deep.equal([0, 0]);
    expect(JSON.parse(one.stdout).answer.promotion).to.include({
      workload: "audit-queue",
      version: "v1.0.0",
      phase: "succeeded",
    });
    const { events } = JSON.parse(other.stdout).answer;
    const types = events.map(({ type }: { type: string }) => type);
    expect(types).to.include.members(["release-made", "rolled-back", "incident-opened"]);
    // A deploy role may not read every workload's events; a person who administrates the account may.
    const kpi = ["kpi", "--environment", "prod", "--from", "2026-01-01", "--to", "2100-01-01"];
    const all = await nc.run(kept, [...kpi, "--json"]);
    expect(all.code, all.stderr).to.equal(0);
    expect(JSON.parse(all.stdout).answer.deployments).to.be.greaterThan(0);
    const nobody = await nc.run(kept, ["status", "nobody", "--environment", "prod"]);
    expect(nobody.code).to.equal(1);
    expect(nobody.stderr).to.contain(
      'workload is "nobody": expected one of api-adapter, audit-digest, audit-queue, core, ingest-worker',
    );
  });

  it("ends with exit code 1 where an account is not as it should be", async () => {
    const cloud = openCloud(foldersOf(sandbox.folder).cloud("prod"));
    const key = "nc-core-prod-gha-deploy-role";
    cloud.remove({ type: "aws:iam/role:Role", key });
    const { code, stdout } = await sandbox.run(["--json"], REHEARSAL);
    const report: RehearsalReport = JSON.parse(stdout);
    const wrong = report.steps.filter(({ ok }) => !ok).map(({ title }) => title);
    expect({ code, ok: report.ok }).to.deep.equal({ code: 1, ok: false });
    expect(wrong).to.include("every workload's job assumes its role in prod");
  });

  /** Every resource of the three accounts. */
  function contents(): string[] {
    return ENVIRONMENTS.flatMap((environment) =>
      openCloud(foldersOf(sandbox.folder).cloud(environment)).list(),
    )
      .map((each) => JSON.stringify(each))
      .sort();
  }
});
