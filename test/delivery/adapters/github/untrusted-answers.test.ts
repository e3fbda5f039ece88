import { expect } from "chai";
import fc from "fast-check";
import { gitHubApprovals } from "../../../../delivery/adapters/github/approvals";
import { gitHubChangeTickets } from "../../../../delivery/adapters/github/change-tickets";
import { gitHubChecks } from "../../../../delivery/adapters/github/checks";
import { type GitHubClient, gitHubClient } from "../../../../delivery/adapters/github/client";
import { gitHubReleases } from "../../../../delivery/adapters/github/releases";
import { gitHubRules } from "../../../../delivery/adapters/github/rules";
import { gitHubTickets } from "../../../../delivery/adapters/github/tickets";
import { webhookChangeTickets } from "../../../../delivery/adapters/tickets/webhook";
import { type ApiServer, listen } from "../../../../sandbox/api/server";
import { COMMIT, type StartedGitHub, startedGitHub } from "../../../support/github";

const REPOSITORY = "neurocipher/checkout";
const clock = { now: () => new Date(0), sleep: async () => {} };

/** Everything that is asked of GitHub. */
const ASKED: Readonly<Record<string, (client: GitHubClient) => Promise<unknown>>> = {
  approvals: (client) => gitHubApprovals(client).ofRun(REPOSITORY, 9, ["product"]),
  "a change ticket": (client) => gitHubChangeTickets(client, REPOSITORY).find("#1"),
  checks: (client) => gitHubChecks(client).ofCommit(REPOSITORY, COMMIT),
  "an environment": (client) => gitHubRules(client).environment(REPOSITORY, "prod"),
  rulesets: (client) => gitHubRules(client).rulesets(REPOSITORY),
  "a team's role": (client) => gitHubRules(client).teamRole(REPOSITORY, "product"),
  "a release": (client) =>
    gitHubReleases(client).publish({
      repository: REPOSITORY,
      tag: "v1.2.3",
      commit: COMMIT,
      notes: "",
      isPreRelease: false,
    }),
  "a root-cause ticket": (client) =>
    gitHubTickets(client, clock).openRootCause({
      repository: REPOSITORY,
      deployment: "d-1",
      title: "",
      body: "",
    }),
};

/** What a work fails with, if with anything but a message. */
async function defectOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const isMessage = error instanceof Error && error.name === "InvalidInput";
    return isMessage && !error.message.includes("s3cret-token") ? undefined : error;
  }
}

describe("whatever GitHub answers", () => {
  let server: ApiServer;
  let answer: { status: number; body: string };
  before(async () => {
    server = await listen(async () => ({
      ...answer,
      headers: { "content-type": "application/json" },
    }));
  });
  after(() => server.stop());

  const statuses = fc.constantFrom(200, 201, 400, 401, 403, 404, 422, 429, 500);
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constant(JSON.stringify({ message: "s3cret-token", errors: [{ s3cret: 1 }] })),
    fc
      .record({ check_runs: fc.jsonValue(), message: fc.jsonValue() })
      .map((it) => JSON.stringify(it)),
  );

  for (const [what, ask] of Object.entries(ASKED)) {
    it(`${what} is an answer or one message`, async () => {
      await fc.assert(
        fc.asyncProperty(statuses, bodies, async (status, body) => {
          answer = { status, body };
          const token = async () => "s3cret-token";
          const client = gitHubClient({ url: server.url, token, clock });
          expect(await defectOf(() => ask(client))).to.equal(undefined);
        }),
        { numRuns: 40, examples: [[400, JSON.stringify({ message: { toString: "" } })]] },
      );
    });
  }

  it("a ticket of another system is an answer or one message", async () => {
    await fc.assert(
      fc.asyncProperty(statuses, bodies, fc.string(), async (status, body, id) => {
        answer = { status, body };
        const tickets = webhookChangeTickets({
          url: `${server.url}/{id}`,
          authorization: "s3cret-token",
        });
        expect(await defectOf(() => tickets.find(id))).to.equal(undefined);
      }),
      { numRuns: 40 },
    );
  });
});

describe("whatever people write on GitHub", () => {
  let up: StartedGitHub;
  before(async () => {
    up = await startedGitHub();
  });
  after(() => up.stop());

  it("a comment is taken as it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (comment) => {
        const [run] = up.github.state.runs;
        if (!run) throw new Error("the seed has a run");
        run.reviews = [{ environments: ["prod"], state: "approved", user: "sam", comment }];
        const { approvals } = await gitHubApprovals(up.client()).ofRun(REPOSITORY, 9, ["security"]);
        expect(approvals).to.deep.equal([
          {
            environment: "prod",
            state: "approved",
            user: { id: 102, login: "sam" },
            teams: ["security"],
            comment,
          },
        ]);
      }),
      { numRuns: 40 },
    );
  });

  it("a name that is none is refused before GitHub is asked, or GitHub has nothing of it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (name, id) => {
        expect(await defectOf(() => gitHubChecks(up.client()).ofCommit(name, id))).to.equal(
          undefined,
        );
        const tickets = gitHubChangeTickets(up.client(), REPOSITORY);
        expect(await defectOf(() => tickets.find(id))).to.equal(undefined);
        const rules = gitHubRules(up.client());
        expect(await defectOf(() => rules.environment(REPOSITORY, id))).to.equal(undefined);
      }),
      { numRuns: 40 },
    );
  });
});
