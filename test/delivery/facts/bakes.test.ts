import { expect } from "chai";
import { bakeStatement } from "../../../delivery/decisions/evidence/bake-statement";
import { parseRelease, releaseId } from "../../../delivery/decisions/release/release";
import { verifiedBakes } from "../../../delivery/facts/bakes";
import { InvalidInput } from "../../../infra/problems";
import { manifest } from "../decisions/release/fixture";

const PROMOTER = "nc/platform/.github/workflows/promote.yml@refs/heads/main";
const RELEASE = parseRelease(manifest());
const START = Date.parse("2026-03-02T10:00:00Z");

const statement = (release = releaseId(RELEASE)) =>
  JSON.stringify(
    bakeStatement({
      release,
      environment: "stg",
      deployment: "d-1",
      result: "green",
      alarms: ["errors"],
      startedAt: START,
      endedAt: START + 240_000,
    }),
  );
const GOOD = { statement: statement(), identity: PROMOTER, repositoryId: 1001 };

/** What lies beside the release: each as its verification answers, or refuses. */
const found = (...beside: readonly (typeof GOOD | InvalidInput)[]) =>
  verifiedBakes(
    {
      evidence: { put: async () => {}, of: async () => beside.map((_, index) => String(index)) },
      verification: {
        async verify(bundle) {
          const answer = beside[Number(bundle)];
          if (answer === undefined || answer instanceof InvalidInput) throw answer;
          return answer;
        },
      },
    },
    RELEASE,
    PROMOTER,
  );
const problems = (...beside: readonly (typeof GOOD | InvalidInput)[]) =>
  found(...beside).then(
    () => [],
    (error: unknown) => (error instanceof InvalidInput ? error.problems : [String(error)]),
  );

describe("bakes in stg", () => {
  it("[§13] count where the workflow that promotes has signed them, in the release's own repository", async () => {
    const [bake, ...others] = await found(GOOD);
    expect(bake).to.include({ deployment: "d-1", result: "green", signer: PROMOTER });
    expect(others).to.deep.equal([]);
    expect(await found()).to.deep.equal([]);
  });

  for (const [what, beside, problem] of [
    [
      "another workflow has signed",
      { ...GOOD, identity: "evil" },
      `it is signed by evil in the repository 1001: expected ${PROMOTER} in the repository 1001`,
    ],
    [
      "a run of another repository has signed",
      { ...GOOD, repositoryId: 2 },
      `it is signed by ${PROMOTER} in the repository 2: expected ${PROMOTER} in the repository 1001`,
    ],
    ["is not verified", new InvalidInput("the bundle", ["it is altered"]), "it is altered"],
    [
      "is about another release",
      { ...GOOD, statement: statement(`sha256:${"9".repeat(64)}`) },
      `it is about another release, sha256:${"9".repeat(64)}`,
    ],
    ["is no JSON", { ...GOOD, statement: "{" }, "it is no JSON"],
  ] as const) {
    it(`[§15] refuse a statement that ${what}, with the reason`, async () => {
      expect(await problems(beside)).to.deep.equal([problem]);
      expect((await found(beside, GOOD)).length).to.equal(1);
    });
  }

  it("do not take a defect for a refusal", async () => {
    const failing = { put: async () => {}, of: () => Promise.reject(new TypeError("a defect")) };
    const verification = { verify: () => Promise.reject(new TypeError("a defect")) };
    const answer = verifiedBakes({ evidence: failing, verification }, RELEASE, PROMOTER);
    expect(await answer.catch((error: Error) => error.name)).to.equal("TypeError");
  });
});
