import { environmentHasRequiredReviewers } from "../../../policies/github/environment-has-required-reviewers";
import { settingsOf } from "../../support/contexts";
import { judges, LATER } from "../../support/violations";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const { security, product, "release-eng": release } = settingsOf("prod").teams;
const asks = (changes: object) => ({
  type: ENVIRONMENT,
  environment: "prod" as const,
  props: {
    environment: "prod",
    canAdminsBypass: false,
    preventSelfReview: true,
    deploymentBranchPolicy: { customBranchPolicies: true, protectedBranches: false },
    reviewers: [{ teams: [security.id] }],
    ...changes,
  },
});

judges(environmentHasRequiredReviewers, {
  "passes its team": asks({}),
  "[§12] passes Product in prod-product": asks({
    environment: "prod-product",
    reviewers: [{ teams: [product.id] }],
  }),
  "[§12] refuses Security there": {
    ...asks({ environment: "prod-product" }),
    says: [/set it to team 800003 \(product\)/],
  },
  "[§12] refuses Product in prod": {
    ...asks({ reviewers: [{ teams: [product.id] }] }),
    says: [/set it to team 800002 \(security\)/],
  },
  "refuses both teams in one, where one is enough for GitHub": {
    ...asks({ reviewers: [{ teams: [security.id, product.id] }] }),
    says: [/, alone, in prod$/],
  },
  "[§12] passes Release Engineering in stg": {
    ...asks({ environment: "stg", reviewers: [{ teams: [release.id] }] }),
  },
  "[§12] passes nobody in dev": {
    ...asks({ environment: "dev", reviewers: undefined, preventSelfReview: undefined }),
  },
  "[§12] refuses anybody in dev": {
    ...asks({ environment: "dev" }),
    says: [/require nobody in dev/],
  },
  "passes nobody where the plan is made": asks({ environment: "prod-plan", reviewers: [] }),
  "passes unknown reviewers": asks({ reviewers: LATER }),
  "refuses a way around": { ...asks({ canAdminsBypass: true }), says: [/^canAdminsBypass/] },
  "refuses a review by the author": {
    ...asks({ preventSelfReview: false }),
    says: [/^preventSelfReview/],
  },
  "refuses any ref": {
    ...asks({ deploymentBranchPolicy: undefined }),
    says: [/customBranchPolicies/, /protectedBranches/],
  },
  "refuses nobody": { ...asks({ reviewers: [] }), says: [/^reviewers is nobody/] },
  "refuses a user beside the team": {
    ...asks({ reviewers: [{ teams: [security.id], users: [1] }] }),
    says: [/user 1/],
  },
  "refuses an environment that nobody knows": {
    ...asks({ environment: "prod-2" }),
    says: [/^"prod-2" is no environment of CI\/CL-002 §12, so nobody reviews: remove it$/],
  },
  "names everyone who reviews": {
    ...asks({ environment: "dev", reviewers: [{ teams: [1], users: [2] }] }),
    says: [/^reviewers is team 1, user 2: require nobody in dev$/],
  },
  "names everyone beside the team": {
    ...asks({ reviewers: [{ teams: [security.id], users: [2] }] }),
    says: [
      /^reviewers is team 800002, user 2: set it to team 800002 \(security\), alone, in prod$/,
    ],
  },
  "passes an unknown team": asks({ reviewers: [{ teams: [LATER] }] }),
  "passes an unknown user beside the team": asks({
    reviewers: [{ teams: [security.id], users: [LATER] }],
  }),
});
