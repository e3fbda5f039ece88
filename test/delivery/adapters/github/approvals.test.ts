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
});
