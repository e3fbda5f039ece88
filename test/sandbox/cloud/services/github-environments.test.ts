import { expect } from "chai";
import { testAccount } from "../test-account";
import { describeValidation } from "../validation";

describeValidation("GitHub's environments and variables", [
  [
    "github:index/repositoryEnvironment:RepositoryEnvironment",
    { repository: "r", environment: "prod", reviewers: [{ teams: [1, 2], users: [3] }] },
    [
      [
        { reviewers: [{ teams: [1, 2, 3, 4], users: [5, 6, 7] }] },
        'reviewers is "7 of them": expected at most 6',
      ],
      [
        { deploymentBranchPolicy: { protectedBranches: true, customBranchPolicies: true } },
        'deploymentBranchPolicy is {"protectedBranches":true,"customBranchPolicies":true}: expected ' +
          "one of protectedBranches and customBranchPolicies, and not the other",
      ],
      [{ waitTimer: 43_201 }, "waitTimer is 43201: expected from 0 to 43200"],
    ],
  ],
  [
    "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy",
    { repository: "r", environment: "prod", tagPattern: "v*" },
    [
      [
        { branchPattern: "main" },
        'tagPattern is ["branchPattern","tagPattern"]: expected exactly one of branchPattern, ' +
          "tagPattern",
      ],
      [
        { tagPattern: undefined },
        "branchPattern is []: expected exactly one of branchPattern, tagPattern",
      ],
    ],
  ],
  [
    "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable",
    { repository: "r", environment: "prod", variableName: "NC_REGION", value: "ca-central-1" },
    [
      [
        { variableName: "GITHUB_TOKEN" },
        'variableName is "GITHUB_TOKEN": expected letters, digits and _, not "GITHUB_" first',
      ],
      [{ value: "x".repeat(49_153) }, 'value is "49153 bytes": expected at most 49152'],
    ],
  ],
  [
    "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel",
    { repository: "r", accessLevel: "organization" },
    [
      [
        { accessLevel: "everybody" },
        'accessLevel is "everybody": expected one of "none", "user", "organization", "enterprise"',
      ],
    ],
  ],
  [
    "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate",
    { repository: "r", useDefault: false, includeClaimKeys: ["repo"] },
    [
      [{ useDefault: true }, 'includeClaimKeys is ["repo"]: expected none, as useDefault is true'],
      [
        { includeClaimKeys: [] },
        "includeClaimKeys is []: expected at least one, as useDefault is false",
      ],
    ],
  ],
]);

describe("GitHub, where the state of Pulumi was lost", () => {
  const account = testAccount();
  const again = (type: string, inputs: object) => {
    account.create(type, "one", inputs);
    return () => account.create(type, "one", inputs);
  };
  const environment = { repository: "r", environment: "prod" };

  it("answers the same as before to an environment, which is put", () => {
    const type = "github:index/repositoryEnvironment:RepositoryEnvironment";
    const { id } = account.create(type, "one", environment);
    expect(account.create(type, "one", environment).id).to.equal(id);
  });

  it("gives an environment that somebody else made to whoever puts it", () => {
    const type = "github:index/repositoryEnvironment:RepositoryEnvironment";
    const { id } = account.create(type, "theirs", { ...environment, canAdminsBypass: true });
    const put = account.create(type, "ours", { ...environment, canAdminsBypass: false });
    expect([put.id, put.state.canAdminsBypass]).to.deep.equal([id, false]);
  });

  it("refuses a pattern that somebody else gave the environment", () => {
    const type =
      "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
    account.create(type, "theirs", { ...environment, tagPattern: "v*" });
    account.create(type, "another", { ...environment, branchPattern: "v*" });
    expect(() => account.create(type, "ours", { ...environment, tagPattern: "v*" })).to.throw(
      /^303 Response if the same branch name pattern already exists$/,
    );
  });

  for (const [type, inputs, answer] of [
    [
      "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy",
      { ...environment, tagPattern: "v*" },
      /^303 Response if the same branch name pattern already exists$/,
    ],
    [
      "github:index/repositoryRuleset:RepositoryRuleset",
      {
        repository: "r",
        name: "main",
        target: "branch",
        enforcement: "active",
        conditions: { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } },
        rules: {},
      },
      /^422 Validation Failed: Name must be unique$/,
    ],
    [
      "github:index/actionsVariable:ActionsVariable",
      { repository: "r", variableName: "NC_REGION", value: "ca-central-1" },
      /^409 Already exists - Variable already exists$/,
    ],
    [
      "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable",
      { ...environment, variableName: "NC_REGION", value: "ca-central-1" },
      /^409 Already exists - Variable already exists$/,
    ],
  ] as const) {
    it(`refuses a second ${type.split(":").at(-1)}`, () => {
      expect(again(type, inputs)).to.throw(answer);
    });
  }
});
