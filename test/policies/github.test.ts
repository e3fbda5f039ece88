import { environmentAdmitsItsRefs } from "../../policies/github/environment-admits-its-refs";
import { environmentAsksItsApprovers } from "../../policies/github/environment-asks-its-approvers";
import { repositoryIsGuarded } from "../../policies/github/repository-is-guarded";
import { githubTrustIsPinned } from "../../policies/identity/github-trust-is-pinned";
import { oidcProviderIsGitHub } from "../../policies/identity/oidc-provider-is-github";
import { settingsOf } from "../support/scopes";
import { judges, judgesPlans, LATER, type Made } from "../support/violations";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const REFS =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
const ROLE = "aws:iam/role:Role";
const OIDC = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
const ISSUER = "token.actions.githubusercontent.com";

judges(environmentAdmitsItsRefs, {
  "passes main in dev": { type: REFS, props: { branchPattern: "main" } },
  "passes releases in prod": {
    ...{ type: REFS, props: { tagPattern: "v*" }, environment: "prod" },
  },
  "passes what is unknown": { type: REFS, props: { branchPattern: LATER } },
  "refuses any branch": {
    type: REFS,
    props: { branchPattern: "*" },
    says: [/^branchPattern is \*/],
  },
  "refuses main in prod": {
    ...{ type: REFS, props: { branchPattern: "main" }, environment: "prod" },
    says: [/^branchPattern is main: leave it out/, /^tagPattern is not given/],
  },
});

const security = settingsOf("prod").teams.security.id;
const asks = (changes: object) => ({
  type: ENVIRONMENT,
  environment: "prod" as const,
  props: {
    environment: "prod",
    canAdminsBypass: false,
    preventSelfReview: true,
    deploymentBranchPolicy: { customBranchPolicies: true, protectedBranches: false },
    reviewers: [{ teams: [security] }],
    ...changes,
  },
});

judges(environmentAsksItsApprovers, {
  "passes its team": asks({}),
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
    ...asks({ reviewers: [{ teams: [security], users: [1] }] }),
    says: [/user 1/],
  },
  "refuses an environment of another stack": {
    ...asks({ environment: "dev" }),
    says: [/is no environment of prod/],
  },
});

const environment = (name: string): Made => ({
  ...{ type: ENVIRONMENT, props: { repository: "app", environment: name } },
});
const refs = (name: string): Made => ({
  ...{ type: REFS, props: { repository: "app", environment: name } },
});
const GUARDED = {
  ...{ prod: environment("prod"), product: environment("prod-product") },
  ...{ refs: refs("prod"), productRefs: refs("prod-product") },
};

judgesPlans(repositoryIsGuarded, {
  "passes both of prod": { plan: GUARDED, environment: "prod" },
  "passes one of dev": { plan: { dev: environment("dev"), refs: refs("dev") } },
  "passes an unknown name": { plan: { dev: environment(LATER), refs: refs(LATER) } },
  "refuses one without refs": {
    ...{ plan: { dev: environment("dev") }, says: [/^dev: no ref is listed/] },
  },
  "refuses prod alone": {
    ...{ plan: { prod: environment("prod"), refs: refs("prod") }, environment: "prod" },
    says: [/^prod: app has no environment prod-product/],
  },
  "refuses fewer approvers than are wanted": {
    ...{ plan: GUARDED, environment: "prod", config: { approvers: { prod: 3 } } },
    says: [/asks 2 approvers, not 3/],
  },
});

const CLAIMS = {
  aud: "sts.amazonaws.com",
  sub: "repo:neurocipher/app:environment:dev",
  repository_id: "42",
  environment: "dev",
};
const trust = (claims: object, operator = "StringEquals") => {
  const given = Object.entries({ ...CLAIMS, ...claims }).filter(([, value]) => value !== undefined);
  const statement = {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${ISSUER}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      [operator]: Object.fromEntries(given.map(([key, value]) => [`${ISSUER}:${key}`, value])),
    },
  };
  const assumeRolePolicy = JSON.stringify({ Statement: [statement] });
  return { type: ROLE, props: { name: "nc-app-dev-gha-deploy-role", assumeRolePolicy } };
};
const STG = { environment: "stg", sub: "repo:neurocipher/app:environment:stg" };
const WORKFLOW = "neurocipher/nc-platform/.github/workflows/deploy.yml@refs";

judges(githubTrustIsPinned, {
  "passes one repository and environment": trust({}),
  "passes the subject with ids": trust({
    sub: "repo:neurocipher@600000001/app@42:environment:dev",
  }),
  "passes what is unknown": { type: ROLE, props: { assumeRolePolicy: LATER } },
  "refuses what is no policy": {
    ...{ type: ROLE, props: { assumeRolePolicy: "{" }, says: [/is no IAM policy/] },
  },
  "refuses every repository": { ...trust({ sub: "repo:neurocipher/*" }), says: [/the subject/] },
  "refuses another organization": {
    ...trust({ sub: "repo:other/app:environment:dev" }),
    says: [/the subject/],
  },
  "refuses no subject": { ...trust({ sub: undefined }), says: [/any subject/] },
  "refuses another audience": { ...trust({ aud: "x" }), says: [/the audience x/] },
  "refuses no repository id": { ...trust({ repository_id: undefined }), says: [/ids any/] },
  "refuses another environment": { ...trust({ environment: "prod" }), says: [/environment prod/] },
  "passes a workflow at a release in stg": {
    ...trust({ ...STG, job_workflow_ref: `${WORKFLOW}/tags/v1.2.3` }),
    environment: "stg",
  },
  "refuses any workflow in stg": { ...trust(STG), environment: "stg", says: [/workflow any/] },
  "refuses a workflow of a branch in stg": {
    ...trust({ ...STG, job_workflow_ref: `${WORKFLOW}/heads/mine` }),
    ...{ environment: "stg", says: [/the workflow/] },
  },
});

const ISSUED = { url: `https://${ISSUER}`, clientIdLists: ["sts.amazonaws.com"] };
judges(oidcProviderIsGitHub, {
  "passes GitHub's": { type: OIDC, props: ISSUED },
  "passes what is unknown": { type: OIDC, props: { url: LATER, clientIdLists: LATER } },
  "refuses another issuer": { type: OIDC, props: { ...ISSUED, url: "https://x" }, says: [/^url/] },
  "refuses a second audience": {
    ...{ type: OIDC, props: { ...ISSUED, clientIdLists: ["sts.amazonaws.com", "x"] } },
    says: [/^clientIdLists/],
  },
  "refuses no audience": {
    ...{ type: OIDC, props: { ...ISSUED, clientIdLists: [] }, says: [/^clientIdLists/] },
  },
});
