import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { AwsClients } from "../../../../delivery/adapters/aws/clients";
import { platformPlanRecord } from "../../../../delivery/adapters/aws/platform-plans";
import { PLATFORM_DEPLOY_ROLE } from "../../../../infra/naming/platform-names";
import { addResource, type StartedGitHub, startedGitHub } from "../../../support/github";
import { deliveries } from "../../adapters/aws/support/deliveries";
import { deployRoleOf } from "../../adapters/aws/support/program-account";
import { nc, variablesOf } from "../support/command-line";
import { stgProject } from "../support/stg-project";

const BUCKET = "nc-platform-stg-artifacts-111111111111";
const URN = "urn:pulumi:stg::nc-platform::aws:iam/rolePolicy:RolePolicy::billing";
const STATE = JSON.stringify({ deployment: {} });
const LINE = "rolePolicy billing allows s3:GetObject on arn:aws:s3:::b/*";

/** A plan that gives a role one action more, or that changes nothing. */
function planOf(action?: string): string {
  if (action === undefined) return JSON.stringify({ resourcePlans: {} });
  const statement = { Effect: "Allow", Action: action, Resource: "arn:aws:s3:::b/*" };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const goal = { inputDiff: { adds: { policy } } };
  return JSON.stringify({ resourcePlans: { [URN]: { goal, steps: ["create"] } } });
}

describe("nc permissions record", () => {
  const { api } = deliveries();
  const project = stgProject();
  let folder: string;
  let gitHub: StartedGitHub;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "nc-plan-"));
    gitHub = await startedGitHub();
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await gitHub.stop();
  });

  async function record(
    plan: string,
    run: string,
    ...more: string[]
  ): Promise<{ code: number; lines: readonly string[]; problems?: readonly string[] }> {
    writeFileSync(join(folder, "plan.json"), plan);
    writeFileSync(join(folder, "state.json"), STATE);
    const files = ["--plan", join(folder, "plan.json"), "--state", join(folder, "state.json")];
    const words = ["permissions", "record", "--environment", "stg", ...files, ...more, "--json"];
    const { code, out } = await nc(
      words,
      {
        ...variablesOf(api.as(PLATFORM_DEPLOY_ROLE)),
        GITHUB_API_URL: gitHub.url,
        GITHUB_TOKEN: "token-of-run",
        GITHUB_REPOSITORY: "neurocipher/checkout",
        GITHUB_RUN_ID: run,
      },
      project.url(),
    );
    const { answer, problems } = JSON.parse(out);
    return { code, lines: answer?.broadened ?? [], problems };
  }
  async function recorded(role = PLATFORM_DEPLOY_ROLE) {
    const clients = new AwsClients(api.as(role));
    try {
      return await platformPlanRecord(clients, BUCKET).read();
    } finally {
      clients.destroy();
    }
  }

  it("[§4] writes what a plan broadens, with its digest and its run, where a gate reads it", async () => {
    const plan = planOf("s3:GetObject");
    expect(await record(plan, "77")).to.deep.include({ code: 0, lines: [LINE] });
    expect(await recorded(deployRoleOf("ingest-worker"))).to.deep.equal({
      schema: 1,
      plan: `sha256:${createHash("sha256").update(plan).digest("hex")}`,
      broadened: [LINE],
      run: { repository: "neurocipher/checkout", id: 77 },
    });
  });

  it("writes nothing in a dry run", async () => {
    expect(await record(planOf("s3:GetObject"), "77", "--dry-run")).to.deep.include({ code: 0 });
    const missing = await recorded().catch((error) => error.message);
    expect(missing).to.include("platform/plan.json is missing: no plan was recorded yet");
  });

  it("[§4] a plan that broadens nothing does not hide an earlier one that was not approved", async () => {
    await record(planOf("s3:GetObject"), "99");
    expect((await record(planOf(), "78")).lines).to.deep.equal([LINE]);
    expect((await record(planOf("s3:PutObject"), "79")).lines).to.deep.equal([
      LINE,
      LINE.replace("GetObject", "PutObject"),
    ]);
    expect((await recorded()).run.id).to.equal(79);
  });

  it("[§4] an earlier one counts no more once its run was approved where its environment is applied", async () => {
    const stg = { repository: "checkout", environment: "stg" };
    const type = "github:index/repositoryEnvironment:RepositoryEnvironment";
    addResource(gitHub.record, type, "checkout:stg", stg);
    const cases = [
      ["prod", "sam", [LINE]],
      ["stg", "dev", [LINE]], // started the run
      ["stg", "pat", []],
    ] as const;
    for (const [environment, user, left] of cases) {
      await record(planOf("s3:GetObject"), "9");
      const [run] = gitHub.github.state.runs;
      run?.reviews.splice(0, 1, {
        environments: [environment],
        state: "approved",
        user,
        comment: "",
      });
      expect((await record(planOf(), "78")).lines, `${environment} ${user}`).to.deep.equal(left);
    }
  });

  it("the same run keeps what it has broadened when it is started again", async () => {
    await record(planOf("s3:GetObject"), "77");
    expect((await record(planOf(), "77")).lines).to.deep.equal([LINE]);
  });

  it("needs a plan, a state and the run that applies it", async () => {
    expect(await record("{}", "77")).to.deep.include({ code: 1 });
    const { code, problems } = await record(planOf(), "");
    expect([code, problems]).to.deep.equal([
      1,
      ["the run:", '  GITHUB_RUN_ID is "": expected nc as a step of the run that applies the plan'],
    ]);
  });
});
