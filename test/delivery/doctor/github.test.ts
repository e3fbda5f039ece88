import { expect } from "chai";
import { examination, UP } from "./examination";
import { SETTINGS } from "./support";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";

describe("a doctor's examination of GitHub", () => {
  const { gitHub, problems } = examination();

  it("[§12] knows a reviewer whom GitHub has left out, and how the team gets its access", async () => {
    const security = gitHub().github.state.teams.find(({ slug }) => slug === "security");
    delete security?.repositories.billing;
    expect(await problems()).to.deep.equal([
      [
        "GitHub environments",
        "neurocipher/billing: environment prod: reviewers is []: expected the team security alone",
        UP,
      ],
      [
        "GitHub environments",
        "neurocipher/billing: environment prod: prevention of self-review is false: expected true",
        UP,
      ],
      [
        "GitHub teams",
        "neurocipher/billing: access of the team security is missing: expected at least pull",
        "gh api --method PUT orgs/neurocipher/teams/security/repos/neurocipher/billing -f permission=pull",
      ],
    ]);
  });

  it("[§12] knows an environment that a typo has made, a ruleset that is off, and closed workflows", async () => {
    gitHub().github.program.remove({ type: ENVIRONMENT, key: "nc-platform:prod-product" });
    gitHub().github.program.patch({ type: RULESET, key: "billing-rules-main" }, (state) => ({
      ...state,
      enforcement: "disabled",
    }));
    for (const each of gitHub().github.state.repositories) each.workflowAccess = "none";
    expect(await problems()).to.deep.equal([
      [
        "GitHub environments",
        "neurocipher/nc-platform: environment prod-product is missing: expected its rules",
        UP,
      ],
      [
        "GitHub rulesets",
        'neurocipher/billing: ruleset main: enforcement is "disabled": expected "active"',
        UP,
      ],
      [
        "GitHub workflows",
        'neurocipher/nc-platform: access to its workflows is "none": expected "organization", so that other repositories may call its workflows',
        UP,
      ],
    ]);
  });

  it("[§15] knows a repository whose releases can be changed, and the command that turns that off", async () => {
    const billing = gitHub().github.state.repositories.find(({ name }) => name === "billing");
    Object.assign(billing ?? {}, { immutableReleases: false });
    expect(await problems()).to.deep.equal([
      [
        "GitHub releases",
        "neurocipher/billing: immutability of releases is false: expected true",
        "gh api --method PUT repos/neurocipher/billing/immutable-releases",
      ],
    ]);
  });

  it("knows a workflow that is not what the catalog says, or is missing", async () => {
    const billing = gitHub().github.state.repositories.find(({ name }) => name === "billing");
    const is = (state: string) => [
      "GitHub callers",
      `neurocipher/billing: .github/workflows/deliver.yml is ${state}: expected what the catalog says`,
      "nc workflows propose billing",
    ];
    if (billing) billing.files = { ".github/workflows/deliver.yml": "name: Another\n" };
    expect(await problems()).to.deep.equal([is("stale")]);
    if (billing) billing.files = {};
    expect(await problems()).to.deep.equal([is("missing")]);
  });

  it("knows a team that is missing, has another id, or may not make a release tag", async () => {
    const [release, security] = gitHub().github.state.teams;
    if (!release || !security) throw new Error("GitHub has no teams");
    Object.assign(release, { repositories: { "nc-platform": "push", billing: "pull" } });
    gitHub().github.state.teams = gitHub().github.state.teams.filter(({ slug }) => slug !== "cab");
    const settings = {
      ...SETTINGS,
      teams: { ...SETTINGS.teams, product: { slug: "product", id: 5 } },
    };
    expect(await problems({ settings })).to.deep.equal([
      [
        "GitHub teams",
        'neurocipher/billing: access of the team release-eng is "pull": expected at least push',
        "gh api --method PUT orgs/neurocipher/teams/release-eng/repos/neurocipher/billing -f permission=push",
      ],
      [
        "GitHub teams",
        "teams.product.id is 5: expected 800003, the id of product",
        "write 800003 into Pulumi.dev.yaml, Pulumi.stg.yaml and Pulumi.prod.yaml",
      ],
      [
        "GitHub teams",
        "team cab is missing: expected a team of neurocipher",
        "gh api --method POST orgs/neurocipher/teams -f name=cab -f privacy=closed",
      ],
    ]);
  });
});
