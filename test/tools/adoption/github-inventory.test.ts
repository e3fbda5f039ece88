import { expect } from "chai";
import { gitHubInventory } from "../../../tools/adoption/github-inventory";
import { withServer } from "../../support/loopback";

const MAIN = "/repos/o/orders";
const first = "?per_page=100&page=1";

/** What GitHub's REST API answers; all else is not there. */
const ANSWERS: Readonly<Record<string, object>> = {
  [`GET ${MAIN}`]: { id: 1 },
  [`GET ${MAIN}/rulesets${first}`]: [
    { id: 7, name: "main", source_type: "Repository" },
    { id: 8, name: "all", source_type: "Organization" },
  ],
  [`GET ${MAIN}/environments${first}`]: {
    environments: [
      {
        name: "prod/eu",
        deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
      },
      { name: "open", deployment_branch_policy: null },
    ],
  },
  [`GET ${MAIN}/environments/prod%2Feu/deployment-branch-policies${first}`]: {
    branch_policies: [
      { id: 1, name: "v*", type: "tag" },
      { id: 2, name: "main" },
    ],
  },
  [`GET ${MAIN}/environments/prod%2Feu/secrets${first}`]: { secrets: [{ name: "KEY" }] },
  [`GET ${MAIN}/environments/open/secrets${first}`]: { secrets: [] },
  // More than one page.
  [`GET ${MAIN}/actions/secrets${first}`]: {
    secrets: Array.from({ length: 100 }, (_, index) => ({ name: `S${index}` })),
  },
  [`GET ${MAIN}/actions/secrets?per_page=100&page=2`]: { secrets: [{ name: "LAST" }] },
  [`GET ${MAIN}/commits/main/check-runs${first}`]: { check_runs: [{ name: "CI gates" }] },
  [`DELETE ${MAIN}/environments/prod%2Feu/deployment-branch-policies/2`]: {},
};

/** Runs `body` with an inventory of a stand-in of GitHub; returns what was asked, too. */
async function look<T>(body: (inventory: ReturnType<typeof gitHubInventory>) => Promise<T>) {
  const asked: string[] = [];
  const result = await withServer(
    ({ method, url, headers }, response) => {
      const answer = ANSWERS[`${method} ${url}`];
      asked.push(`${method} ${url} ${headers.authorization}`);
      response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? {}));
    },
    (api) => body(gitHubInventory(api, "o", "t0ken")),
  );
  return { asked, result };
}

describe("the inventory of a repository", () => {
  it("reads its rulesets, environments, names of secrets and checks, page by page", async () => {
    const { result, asked } = await look((inventory) => inventory.contentsOf("orders"));
    expect(result?.secrets).to.have.lengthOf(101);
    expect({ ...result, secrets: [] }).to.deep.equal({
      rulesets: [{ id: 7, name: "main" }],
      environments: [
        {
          name: "prod/eu",
          refs: [
            { id: 1, type: "tag", pattern: "v*" },
            { id: 2, type: "branch", pattern: "main" },
          ],
          secrets: ["KEY"],
        },
        { name: "open", refs: [], secrets: [] },
      ],
      secrets: [],
      reportedChecks: ["CI gates"],
    });
    expect(asked[0]).to.equal(`GET ${MAIN} Bearer t0ken`);
  });

  it("is nothing where there is no such repository", async () => {
    const { result } = await look((inventory) => inventory.contentsOf("nobody"));
    expect(result).to.equal(undefined);
  });

  it("removes a ref by its id, and says what GitHub answers to another", async () => {
    const ref = { id: 2, type: "branch", pattern: "main" } as const;
    const { asked } = await look((inventory) => inventory.removeRef("orders", "prod/eu", ref));
    expect(asked).to.deep.equal([
      `DELETE ${MAIN}/environments/prod%2Feu/deployment-branch-policies/2 Bearer t0ken`,
    ]);
    const failed = await look((inventory) =>
      inventory.removeRef("orders", "prod/eu", { ...ref, id: 3 }).catch(String),
    );
    expect(failed.result).to.match(/^Error: GitHub answers 404 to http.+\/3$/);
  });
});
