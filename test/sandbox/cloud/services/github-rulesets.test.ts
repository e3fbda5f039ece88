import { describeValidation } from "../validation";

const refs = (...includes: string[]) => ({ conditions: { refName: { includes, excludes: [] } } });

describeValidation("GitHub's rulesets", [
  [
    "github:index/repositoryRuleset:RepositoryRuleset",
    {
      repository: "r",
      name: "main",
      target: "branch",
      enforcement: "active",
      rules: { pullRequest: { requiredApprovingReviewCount: 1 } },
      ...refs("~DEFAULT_BRANCH", "refs/heads/release/*"),
    },
    [
      [
        { enforcement: "on" },
        'enforcement is "on": expected one of "disabled", "active", "evaluate"',
      ],
      [refs(), "conditions.refName.includes is []: expected at least one, as target is branch"],
      [
        refs("main"),
        'conditions.refName.includes is "main": expected ~ALL, ~DEFAULT_BRANCH or ' +
          '"refs/heads/<pattern>"',
      ],
      [
        { rules: { requiredStatusChecks: { requiredChecks: [] } } },
        "rules.requiredStatusChecks.requiredChecks is []: expected at least one",
      ],
      [
        { rules: { pullRequest: { requiredApprovingReviewCount: 11 } } },
        "rules.pullRequest.requiredApprovingReviewCount is 11: expected from 0 to 10",
      ],
      [
        { bypassActors: [{ actorType: "User", bypassMode: "always" }] },
        'bypassActors[0].actorType is "User": expected one of RepositoryRole, Team, Integration, ' +
          "OrganizationAdmin, DeployKey",
      ],
    ],
  ],
]);
