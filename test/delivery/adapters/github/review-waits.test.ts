import { expect } from "chai";
import type { GitHubClient } from "../../../../delivery/adapters/github/client";
import { reviewWaits } from "../../../../delivery/adapters/github/review-waits";

/** A status as GitHub lists it, of a job of the run. */
const status = (state: string, time: string, run = 9) => ({
  state,
  created_at: `2026-03-02T${time}:00Z`,
  log_url: `https://github.com/neurocipher/checkout/actions/runs/${run}/job/700`,
});

/** GitHub with one deployment of the run's commit, made at 09:00. */
function gitHub(statuses: readonly object[]): GitHubClient {
  const answers = new Map<string, unknown>([
    ["GET /repos/{owner}/{repo}/actions/runs/{run_id}", { head_sha: "a".repeat(40) }],
    [
      "GET /repos/{owner}/{repo}/deployments",
      [{ id: 5, environment: "prod", created_at: "2026-03-02T09:00:00Z" }],
    ],
    ["GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", statuses],
  ]);
  return {
    ask: async (route, _parameters, schema) => schema.parse(answers.get(route)),
    find: async (route, _parameters, schema) => schema.parse(answers.get(route)),
  };
}

const waitsOf = (...statuses: readonly object[]) =>
  reviewWaits(gitHub(statuses), "neurocipher/checkout", 9);

describe("how long a job waited for a review, by the statuses of its deployment", () => {
  const until = (time: string) => [
    { environment: "prod", from: "2026-03-02T09:00:00.000Z", to: `2026-03-02T${time}:00.000Z` },
  ];

  it("[§19] ends when GitHub queues the job after it has waited, in whatever order it lists them", async () => {
    expect(
      await waitsOf(
        status("success", "10:30"),
        status("in_progress", "09:46"),
        status("queued", "09:45"),
        status("waiting", "09:00"),
      ),
    ).to.deep.equal(until("09:45"));
    expect(await waitsOf(status("waiting", "09:00"), status("in_progress", "09:46"))).to.deep.equal(
      until("09:46"),
    );
  });

  it("[§19] does not end where a job was queued before it waited", async () => {
    expect(
      await waitsOf(
        status("queued", "09:01"),
        status("waiting", "09:02"),
        status("in_progress", "09:40"),
      ),
    ).to.deep.equal(until("09:40"));
  });

  it("is not known while it waits, nor of a job that was refused", async () => {
    expect(await waitsOf()).to.deep.equal([]);
    expect(await waitsOf(status("waiting", "09:00"))).to.deep.equal([]);
    expect(await waitsOf(status("waiting", "09:00"), status("failure", "09:10"))).to.deep.equal([]);
  });

  it("is of this run alone, whose number begins another one's", async () => {
    expect(await waitsOf(status("queued", "09:45", 90))).to.deep.equal([]);
    expect(await waitsOf({ state: "queued", created_at: "2026-03-02T09:45:00Z" })).to.deep.equal(
      [],
    );
  });
});
