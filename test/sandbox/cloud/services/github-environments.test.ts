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
