import { createHmac } from "node:crypto";
import { request } from "@octokit/request";
import { expect } from "chai";
import { environmentNamed } from "../../../../sandbox/api/github/answers/environment";
import type { Run } from "../../../../sandbox/api/github/state/state";
import { beginWait } from "../../../../sandbox/api/github/state/waits";
import { deploymentRequested } from "../../../../sandbox/api/github/webhooks";
import { COMMIT, NOW, type StartedGitHub, startedGitHub } from "../../../support/github";

/**
 * A job is sent to a runner once every rule of its environment has passed, and fails once one has not (GitHub docs, "Deployments
 * and environments", "Deployment protection rules").
 */
describe("a job that waits for an environment with a custom rule", () => {
  let up: StartedGitHub;
  let run: Run;
  beforeEach(async () => {
    up = await startedGitHub();
    const { state } = up.github;
    const [first] = state.runs;
    if (!first) throw new Error("there is a run");
    run = first;
    Object.assign(run, { waitsFor: [], waits: [], status: "in_progress" });
    beginWait(run, "prod", NOW);
    up.advance(3);
    state.apps.push({ id: 88, slug: "nc-gate", publicKey: "", installations: [] });
    state.protectionRules.push({ id: 1, repository: "checkout", environment: "prod", appId: 88 });
    for (const app of ["nc-gate", "nc-delivery"]) {
      const permissions = { deployments: "write", actions: "read" } as const;
      const expiresAt = "2026-11-27T12:00:00Z";
      state.installationTokens.push({ token: `token-of-${app}`, app, permissions, expiresAt });
    }
  });
  afterEach(() => up.stop());

  const call = (token: string, route: string, parameters: object) =>
    request(route, {
      baseUrl: up.url,
      headers: { authorization: `token ${token}` },
      owner: "neurocipher",
      repo: "checkout",
      run_id: 9,
      ...parameters,
    }).then(
      ({ status }) => status,
      ({ status }: { status: number }) => status,
    );
  const answer = (state: "approved" | "rejected", token = "token-of-nc-gate") =>
    call(token, "POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule", {
      environment_name: "prod",
      state,
      comment: "because",
    });
  const review = (state: "approved" | "rejected") => {
    const path = "/repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments";
    const { id } = environmentNamed(up.github, "checkout", "prod");
    const environment_ids = [id];
    return call("token-of-sam", `POST ${path}`, { environment_ids, state, comment: "because" });
  };
  const waits = () => [run.status, run.waitsFor, run.waits.map(({ to }) => to)];
  const WAITS = ["waiting", ["prod"], [null]];
  const OVER = ["in_progress", [], ["2026-11-26T12:03:00.000Z"]];

  it("is asked no more about by an App whose rule is taken away, and by the others still", async () => {
    const { state } = up.github;
    state.protectionRules.push({ id: 2, repository: "checkout", environment: "prod", appId: 89 });
    const path =
      "/repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules";
    const rule = { environment_name: "prod", protection_rule_id: 1, run_id: undefined };
    const taken = () => call("token-of-sam", `DELETE ${path}/{protection_rule_id}`, rule);
    expect([await taken(), await taken()]).to.deep.equal([204, 404]);
    expect(state.protectionRules.map(({ id }) => id)).to.deep.equal([2]);
  });

  it("goes on once both the reviewer and the App have approved, in any order", async () => {
    expect(await answer("approved")).to.equal(204);
    expect(waits()).to.deep.equal(WAITS);
    await review("approved");
    expect(waits()).to.deep.equal(OVER);

    Object.assign(run, { reviews: [], ruleAnswers: [], waits: [] });
    beginWait(run, "prod", NOW);
    await review("approved");
    expect(waits()).to.deep.equal(WAITS);
    expect(await answer("approved")).to.equal(204);
    expect(waits()).to.deep.equal(OVER);
  });

  it("ends with a rejection of either, after which no other answer is taken", async () => {
    await answer("rejected");
    expect(waits()).to.deep.equal(OVER);
    expect(await answer("approved")).to.equal(422);
    expect(await review("approved")).to.equal(422);

    Object.assign(run, { reviews: [], ruleAnswers: [], waits: [] });
    beginWait(run, "prod", NOW);
    await review("rejected");
    expect(waits()).to.deep.equal(OVER);
  });

  it("takes no answer of another App", async () => {
    expect(await answer("approved", "token-of-nc-delivery")).to.equal(422);
    expect(run.ruleAnswers).to.deep.equal([]);
  });

  it("asks the App with an event as GitHub describes it, whose body it has signed", () => {
    const { headers, body } = deploymentRequested(up.github, run, "prod", {
      secret: "It's a Secret to Everybody",
      apiUrl: "https://api.github.com",
    });
    expect(headers).to.include({
      "x-github-event": "deployment_protection_rule",
      "x-hub-signature-256": `sha256=${createHmac("sha256", "It's a Secret to Everybody").update(body).digest("hex")}`,
    });
    const event = JSON.parse(body);
    expect(event).to.deep.include({
      action: "requested",
      environment: "prod",
      ref: "v1.2.3",
      sha: COMMIT,
      deployment_callback_url:
        "https://api.github.com/repos/neurocipher/checkout/actions/runs/9/deployment_protection_rule",
    });
    expect(event.deployment.created_at).to.equal(NOW.toISOString());
    run.waits.length = 0;
    const ask = () => deploymentRequested(up.github, run, "prod", { secret: "s", apiUrl: "a" });
    expect(ask).to.throw("run 9 does not wait for prod");
  });
});
