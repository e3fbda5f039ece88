import { request } from "@octokit/request";
import { expect } from "chai";
import { gitHubApprovals } from "../../../../delivery/adapters/github/approvals";
import { type StartedGitHub, startedGitHub } from "../../../support/github";

describe("approvals of a run on GitHub", () => {
  let up: StartedGitHub;
  beforeEach(async () => {
    up = await startedGitHub();
  });
  afterEach(() => up.stop());

  /** Reviews what waits, as the person does on GitHub's page of the run. */
  async function review(login: string, environment: string, state: "approved" | "rejected") {
    const run = { owner: "neurocipher", repo: "checkout", run_id: 9, baseUrl: up.url };
    const headers = { authorization: `Bearer token-of-${login}` };
    const path = "/repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments";
    const { data } = await request(`GET ${path}`, { ...run, headers });
    const waiting = data.map((each) => each.environment);
    const environment_ids = waiting
      .filter(({ name }) => name === environment)
      .map(({ id }) => Number(id));
    const comment = `CHG-1 by ${login}`;
    await request(`POST ${path}`, { ...run, headers, environment_ids, state, comment });
  }

  const ofRun = () =>
    gitHubApprovals(up.client()).ofRun("neurocipher/checkout", 9, ["product", "security"]);

  it("[§12] has each review with its environment, its person and the person's teams", async () => {
    await review("pat", "prod-product", "approved");
    await review("sam", "prod", "rejected");
    expect(await ofRun()).to.deep.equal({
      initiators: [{ id: 101, login: "dev" }],
      approvals: [
        {
          environment: "prod-product",
          state: "approved",
          user: { id: 103, login: "pat" },
          teams: ["product"],
          comment: "CHG-1 by pat",
        },
        {
          environment: "prod",
          state: "rejected",
          user: { id: 102, login: "sam" },
          teams: ["security"],
          comment: "CHG-1 by sam",
        },
      ],
    });
  });

  it("[§12] is of a run whose commit and tag GitHub names", async () => {
    expect(await gitHubApprovals(up.client()).sourceOf("neurocipher/checkout", 9)).to.deep.equal({
      commit: "a".repeat(40),
      ref: "v1.2.3",
    });
  });

  it("has none before somebody reviews, and both who started a run that was started again", async () => {
    const [run] = up.github.state.runs;
    if (run) run.triggeringActor = "eve";
    expect(await ofRun()).to.deep.equal({
      initiators: [
        { id: 101, login: "dev" },
        { id: 104, login: "eve" },
      ],
      approvals: [],
    });
  });

  it("takes nobody for a member who was invited and has not accepted", async () => {
    const [run] = up.github.state.runs;
    const review = { environments: ["prod-product"], state: "approved" as const, comment: "CHG-1" };
    run?.reviews.push({ ...review, user: "eve" });
    const { approvals } = await ofRun();
    expect(approvals.map(({ user, teams }) => [user.login, teams])).to.deep.equal([["eve", []]]);
  });

  it("ends with a message where the token may not ask for members", async () => {
    const [run] = up.github.state.runs;
    const review = { environments: ["prod"], state: "approved" as const, comment: "CHG-1" };
    run?.reviews.push({ ...review, user: "sam" });
    delete run?.permissions.members;
    const failed = await ofRun().catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(Error).with.property("name", "InvalidInput");
    expect(failed).to.have.property(
      "message",
      "GitHub:\n  GET /orgs/{org}/teams/{team_slug}/memberships/{username}: 403 Resource not accessible by integration",
    );
  });

  it("is not let through by GitHub where the reviewer started the run, or is in no reviewing team", async () => {
    const words = async (login: string) =>
      review(login, "prod", "approved").then(
        () => "",
        (error: unknown) => (error instanceof Error ? error.message : ""),
      );
    expect(await words("dev")).to.contain("dev started this run");
    expect(await words("pat")).to.contain("pat is not a required reviewer of this environment");
  });

  it("[§19] says how long a job waited for a review that is given, by the job's own deployment", async () => {
    up.github.state.runs[0]?.waits.push({
      environment: "prod",
      from: "2026-11-26T12:05:00.000Z",
      to: null,
    });
    up.advance(20);
    await review("pat", "prod-product", "approved");
    const waits = () => gitHubApprovals(up.client()).waitsOf("neurocipher/checkout", 9);
    const product = {
      environment: "prod-product",
      from: "2026-11-26T12:00:00.000Z",
      to: "2026-11-26T12:20:00.000Z",
    };
    expect(await waits()).to.deep.equal([product]);
    up.advance(50);
    await review("sam", "prod", "approved");
    expect(await waits()).to.have.deep.members([
      product,
      { environment: "prod", from: "2026-11-26T12:05:00.000Z", to: "2026-11-26T12:50:00.000Z" },
    ]);
  });

  it("[§19] leaves out how long another run of the same commit waited", async () => {
    await review("pat", "prod-product", "approved");
    const [run] = up.github.state.runs;
    if (run) up.github.state.runs.push({ ...structuredClone(run), id: 90, token: "another" });
    const ofRun = (id: number) => gitHubApprovals(up.client()).waitsOf("neurocipher/checkout", id);
    expect(await ofRun(90)).to.have.length(1);
    if (run) run.waits = [];
    expect(await ofRun(9)).to.deep.equal([]);
  });
});
