import { expect } from "chai";
import { gitHubClient } from "../../../../delivery/adapters/github/client";
import { gitHubCodeReviews } from "../../../../delivery/adapters/github/code-reviews";
import { withServer } from "../../../support/loopback";

const COMMIT = "3f2a9c1d4e5b60718293a4b5c6d7e8f901234567";
const PATH = "migrations/0002-cents.sql";

/** The commit that changed the file last. */
const CHANGE = "2222222222222222222222222222222222222222";

/** Last commit of the pull request that brought it. */
const HEAD = "1111111111111111111111111111111111111111";

/** Members of the team `data`. */
const MEMBERS = ["ada", "bea", "dan", "eve", "fay"];

function review(login: string | null, state: string, commit_id = HEAD) {
  return { state, commit_id, user: login === null ? null : { login } };
}

/** Who approved, where a pull request by `eve` has these reviews. */
function approvers(reviews: readonly unknown[], merged_at: string | null = "2026-03-02T09:00:00Z") {
  const answers: Record<string, unknown> = {
    [`/repos/nc/billing/commits?sha=${COMMIT}&path=${encodeURIComponent(PATH)}&per_page=1`]: [
      { sha: CHANGE },
    ],
    [`/repos/nc/billing/commits/${CHANGE}/pulls`]: [
      { number: 7, merged_at, user: { login: "eve" }, head: { sha: HEAD } },
    ],
    "/repos/nc/billing/pulls/7/reviews?per_page=100&page=1": reviews,
  };
  return withServer(
    (request, response) => {
      const path = request.url ?? "";
      const member = /^\/orgs\/nc\/teams\/data\/memberships\/(\w+)$/.exec(path)?.[1];
      const isMember = member !== undefined && MEMBERS.includes(member);
      const answer = isMember ? { state: "active" } : answers[path];
      response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer ?? { message: "Not Found" }));
    },
    (url) => {
      const clock = { now: () => new Date(0), sleep: async () => {} };
      const client = gitHubClient({ url, token: async () => "t", clock });
      return gitHubCodeReviews(client).approversOf(
        { repository: "nc/billing", commit: COMMIT, path: PATH },
        "data",
      );
    },
  );
}

describe("who approved the newest change of a file, for a team", () => {
  it("[§8] is each member whose newest decision approves the last commit", async () => {
    const found = await approvers([
      review("bea", "CHANGES_REQUESTED"),
      review("bea", "APPROVED"),
      review("bea", "COMMENTED"),
      review("ada", "APPROVED"),
    ]);
    expect(found).to.deep.equal(["ada", "bea"]);
  });

  const nobody: [who: string, reviews: unknown[]][] = [
    ["one of another team", [review("zoe", "APPROVED")]],
    ["the author", [review("eve", "APPROVED")]],
    ["who approved an earlier commit", [review("ada", "APPROVED", COMMIT)]],
    [
      "who asked for changes later",
      [review("ada", "APPROVED"), review("ada", "CHANGES_REQUESTED")],
    ],
    ["whose approval was dismissed", [review("ada", "DISMISSED")]],
    ["who only commented", [review("ada", "COMMENTED")]],
    ["whose account is gone", [review(null, "APPROVED")]],
  ];
  for (const [who, reviews] of nobody) {
    it(`is not ${who}`, async () => {
      expect(await approvers(reviews)).to.deep.equal([]);
    });
  }

  it("is nobody before the pull request is merged", async () => {
    expect(await approvers([review("ada", "APPROVED")], null)).to.deep.equal([]);
  });
});
