import { environmentAdmitsItsRefs } from "../../policies/github/environment-admits-its-refs";
import { environmentAsksItsApprovers } from "../../policies/github/environment-asks-its-approvers";
import { repositoryIsGuarded } from "../../policies/github/repository-is-guarded";
import { oidcProviderIsGitHub } from "../../policies/identity/oidc-provider-is-github";
import { settingsOf } from "../support/contexts";
import { judges, judgesPlans, LATER, type Made } from "../support/violations";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const REFS =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const OIDC = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const ISSUER = "token.actions.githubusercontent.com";

judges(environmentAdmitsItsRefs, {
  "passes main in dev": { type: REFS, props: { branchPattern: "main" } },
  "passes releases in prod": {
    type: REFS,
    props: { tagPattern: "v*" },
    environment: "prod",
  },
  "passes what is unknown": { type: REFS, props: { branchPattern: LATER } },
  "refuses any branch": {
    type: REFS,
    props: { branchPattern: "*" },
    says: [/^branchPattern is \*/],
  },
  "refuses main in prod": {
    type: REFS,
    props: { branchPattern: "main" },
    environment: "prod",
    says: [/^branchPattern is main: leave it out/, /^tagPattern is not given/],
  },
});

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

judges(environmentAsksItsApprovers, {
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
    environment: "stg",
  },
  "[§12] passes nobody in dev": {
    ...asks({ environment: "dev", reviewers: undefined, preventSelfReview: undefined }),
    environment: "dev",
  },
  "[§12] refuses anybody in dev": {
    ...asks({ environment: "dev" }),
    environment: "dev",
    says: [/ask nobody in dev/],
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
  "refuses an environment of another stack": {
    ...asks({ environment: "dev" }),
    says: [/is no environment of prod/],
  },
});

const environment = (name: string): Made => ({
  type: ENVIRONMENT,
  props: { repository: "app", environment: name },
});
const refs = (name: string): Made => ({
  type: REFS,
  props: { repository: "app", environment: name },
});
const GUARDED = {
  prod: environment("prod"),
  product: environment("prod-product"),
  refs: refs("prod"),
  productRefs: refs("prod-product"),
};

judgesPlans(repositoryIsGuarded, {
  "passes both of prod": { plan: GUARDED, environment: "prod" },
  "passes one of dev": { plan: { dev: environment("dev"), refs: refs("dev") } },
  "passes an unknown name": { plan: { dev: environment(LATER), refs: refs(LATER) } },
  "refuses one without refs": {
    plan: { dev: environment("dev") },
    says: [/^dev: no ref is listed/],
  },
  "refuses one whose refs are another repository's": {
    plan: {
      dev: environment("dev"),
      refs: { type: REFS, props: { repository: "other", environment: "dev" } },
    },
    says: [/^dev: no ref is listed/],
  },
  "refuses prod alone": {
    plan: { prod: environment("prod"), refs: refs("prod") },
    environment: "prod",
    says: [/^prod: app has no environment prod-product/],
  },
  "refuses fewer approvers than are wanted": {
    plan: GUARDED,
    environment: "prod",
    config: { approvers: { prod: 3 } },
    says: [/asks 2 approvers, not 3/],
  },
});

const ISSUED = { url: `https://${ISSUER}`, clientIdLists: ["sts.amazonaws.com"] };
judges(oidcProviderIsGitHub, {
  "passes GitHub's": { type: OIDC, props: ISSUED },
  "passes what is unknown": { type: OIDC, props: { url: LATER, clientIdLists: LATER } },
  "refuses another issuer": { type: OIDC, props: { ...ISSUED, url: "https://x" }, says: [/^url/] },
  "refuses a second audience": {
    type: OIDC,
    props: { ...ISSUED, clientIdLists: ["sts.amazonaws.com", "x"] },
    says: [/^clientIdLists/],
  },
  "refuses no audience": {
    type: OIDC,
    props: { ...ISSUED, clientIdLists: [] },
    says: [/^clientIdLists/],
  },
});
