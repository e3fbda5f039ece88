import { githubTrustIsPinned } from "../../../policies/identity/github-trust-is-pinned";
import { judges } from "../../support/violations";
import { condition, DEV, ISSUER, PROVIDER, role, SUBJECT, sub, trust } from "./github-roles";

const PREVIEWS = "gha-preview-role";
const PLATFORM = "gha-deploy-role";
/** Claims by exact text, and the ref by a pattern. */
const like = (claims: object, ref: string | undefined, name?: string) => {
  const exact = condition({ ...DEV, ref: undefined, ...claims });
  return role({ Condition: { StringEquals: exact, StringLike: condition({ ref }) } }, name);
};
const STG = { sub: "repo:neurocipher/app:environment:stg", environment: "stg" };
const inStg = (job_workflow_ref: unknown, name?: string) => ({
  ...like({ ...STG, job_workflow_ref }, "refs/tags/v*", name),
  environment: "stg" as const,
});
const stg = (workflow: unknown, ...says: RegExp[]) => ({ ...inStg(workflow), says });
const platform = (workflow: string, ...says: RegExp[]) => ({ ...inStg(workflow, PLATFORM), says });
const WORKFLOWS = "neurocipher/nc-platform/.github/workflows";
const FILE = `${WORKFLOWS}/promote.yml`;
const APPLY = `${WORKFLOWS}/apply.yml@refs/heads/main`;
const TERRAFORM = `${WORKFLOWS}/terraform.yml@refs/heads/main`;
const WORKFLOW = /accepts the workflow/;
const REF = /accepts the refs .*: set ref to "refs\/heads\/main", with StringEquals$/;
const OWN = {
  sub: "repo:neurocipher/nc-platform:pull_request" as unknown,
  repository_id: "700000001",
  environment: undefined as unknown,
  ref: undefined as unknown,
};
const pulls = (claims: object, ref = "refs/pull/*/merge") =>
  like({ ...OWN, ...claims }, ref, PREVIEWS);
/** The statement by which prod's preview role plans a release. */
const plans = (job_workflow_ref: unknown, ref: string | undefined = "refs/tags/v*") => {
  const sub = "repo:neurocipher/nc-platform:environment:prod-plan";
  const claims = { ...OWN, sub, environment: "prod-plan", job_workflow_ref };
  return { ...like(claims, ref, PREVIEWS), environment: "prod" as const };
};
/** The statement by which prod's role of a Terraform stack plans a release. */
const stack = (claims: object) => {
  const environment = "prod-plan";
  const own = { sub: `repo:neurocipher/app:environment:${environment}`, environment };
  const all = { ...own, job_workflow_ref: TERRAFORM, ...claims };
  return {
    ...like(all, "refs/tags/v*", "nc-core-prod-gha-plan-role"),
    environment: "prod" as const,
  };
};
/** The same in dev, for pull requests. */
const stackPulls = (claims: object) => {
  const own = { sub: "repo:neurocipher/app:pull_request", environment: undefined };
  const all = { ...own, job_workflow_ref: TERRAFORM, ...claims };
  return like(all, "refs/pull/*/merge", "nc-core-dev-gha-plan-role");
};
/** The statement of the role that looks for drift. */
const drift = (claims: object, ...says: RegExp[]) => {
  const own = {
    sub: "repo:neurocipher/nc-platform:ref:refs/heads/main",
    repository_id: "700000001",
    environment: undefined,
    job_workflow_ref: `${WORKFLOWS}/detect-drift.yml@refs/heads/main`,
  };
  const made = {
    ...trust({ ...own, ...claims }, "nc-platform-stg-drift"),
    environment: "stg" as const,
  };
  return says.length === 0 ? made : { ...made, says };
};
const ALONE = /for pull requests of nc-platform alone/;

judges(githubTrustIsPinned, {
  "passes a workflow on main in stg": stg(`${FILE}@refs/heads/main`),
  "refuses a workflow at a release in stg": stg(`${FILE}@refs/tags/v1.2.3`, WORKFLOW),
  "refuses a workflow at a tag named main": stg(`${FILE}@refs/tags/main`, WORKFLOW),
  "refuses another workflow of the platform": stg(
    `${WORKFLOWS}/plan.yml@refs/heads/main`,
    WORKFLOW,
  ),
  "refuses the platform's own workflow for a workload": stg(APPLY, WORKFLOW),
  "refuses a workflow of another repository": stg(
    `${FILE.replace("nc-platform", "app")}@refs/heads/main`,
    WORKFLOW,
  ),
  "passes the platform's own workflow for its role": platform(APPLY),
  "refuses a workload's workflow for it": platform(`${FILE}@refs/heads/main`, WORKFLOW),
  "refuses any workflow in stg": stg(undefined, WORKFLOW),
  "refuses a workflow of a branch": stg(`${FILE}@refs/heads/mine`, WORKFLOW),
  "refuses every workflow": stg(
    "neurocipher/nc-platform/.github/workflows/*@refs/heads/main",
    WORKFLOW,
  ),
  "refuses another organization's": stg(`${FILE.replace("neuro", "x")}@refs/heads/main`, WORKFLOW),
  "refuses one of two that is not": stg(
    [`${FILE}@refs/heads/main`, `${FILE}@refs/heads/x`],
    WORKFLOW,
  ),
  "refuses any ref": { ...trust({ ref: undefined }), says: [REF] },
  "refuses a tag named main": { ...trust({ ref: "refs/tags/main" }), says: [REF] },
  "refuses a short ref": { ...trust({ ref: "main" }), says: [REF] },
  "refuses two refs": { ...trust({ ref: ["refs/heads/main", "refs/heads/x"] }), says: [REF] },
  "refuses every branch": { ...like({}, "refs/heads/*"), says: [REF] },
  "refuses a branch in stg": {
    ...trust({ ...STG, job_workflow_ref: `${FILE}@refs/heads/main` }),
    environment: "stg",
    says: [/set ref to "refs\/tags\/v\*", with StringLike$/],
  },
  "passes the platform's workflow in dev": trust(
    {
      sub: "repo:neurocipher/nc-platform:environment:dev",
      job_workflow_ref: APPLY,
    },
    PLATFORM,
  ),
  "refuses any workflow for the platform in dev": { ...trust({}, PLATFORM), says: [WORKFLOW] },
  "passes pull requests for the preview role": pulls({}),
  "passes their subject with ids": pulls({
    sub: "repo:neurocipher@600000001/nc-platform@700000001:pull_request",
  }),
  "refuses a pull request's head": {
    ...pulls({}, "refs/pull/*/head"),
    says: [/set ref to "refs\/pull\/\*\/merge", with StringLike$/],
  },
  "passes the plan of a release": plans(`${WORKFLOWS}/plan.yml@refs/heads/main`),
  "refuses the plan of another workflow": {
    ...plans(`${WORKFLOWS}/preview.yml@refs/heads/main`),
    says: [WORKFLOW],
  },
  "refuses the plan of any ref": {
    ...plans(`${WORKFLOWS}/plan.yml@refs/heads/main`, "*"),
    says: [/accepts the refs \*/],
  },
  "passes detect-drift.yml of main for the role that looks for drift": drift({}),
  "refuses it by another workflow": drift({ job_workflow_ref: APPLY }, WORKFLOW),
  "refuses it by any workflow": drift({ job_workflow_ref: undefined }, WORKFLOW),
  "refuses it of a tag": drift({ ref: "refs/tags/v1.0.0" }, REF),
  "refuses it of another branch": drift(
    { sub: "repo:neurocipher/nc-platform:ref:refs/heads/mine" },
    SUBJECT,
    /is for nc-platform alone/,
  ),
  "refuses it of another repository": drift(
    { sub: "repo:neurocipher/app:ref:refs/heads/main" },
    /is for nc-platform alone: name no other/,
  ),
  "refuses main's own subject for a role that deploys": {
    ...trust({ sub: "repo:neurocipher/app:ref:refs/heads/main", environment: undefined }),
    says: [SUBJECT, /set environment to "dev"/],
  },
  "passes the plan of a Terraform stack's release": stack({}),
  "refuses it in the environment that is deployed to": {
    ...stack({ sub: "repo:neurocipher/app:environment:prod", environment: "prod" }),
    says: [
      /accepts the subject .*: set sub to .*:environment:prod-plan"/,
      /set environment to "prod-plan"/,
    ],
  },
  "refuses it by the workflow that promotes": {
    ...stack({ job_workflow_ref: `${FILE}@refs/heads/main` }),
    says: [WORKFLOW],
  },
  "passes a Terraform stack's pull requests in dev": stackPulls({}),
  "refuses them by any workflow": {
    ...stackPulls({ job_workflow_ref: undefined }),
    says: [WORKFLOW],
  },
  "refuses pull requests for another role": {
    ...trust({ ...OWN, environment: "dev", ref: "refs/heads/main" }),
    says: [SUBJECT],
  },
  "refuses another repository's pull requests": {
    ...pulls({ sub: "repo:neurocipher/app:pull_request" }),
    says: [ALONE],
  },
  "refuses another repository's id for it": { ...pulls({ repository_id: "42" }), says: [ALONE] },
  "refuses an environment for the preview role": {
    ...trust({}, PREVIEWS),
    says: [SUBJECT, WORKFLOW, ALONE],
  },
  "judges GitHub beside another issuer": {
    ...role({ Principal: { Federated: ["arn:aws:iam::111111111111:oidc-provider/x", PROVIDER] } }),
    says: [/trusts others beside GitHub/],
  },
  "judges a trust of others by its condition on GitHub's claims": {
    ...role({
      Principal: { Federated: "arn:aws:iam::111111111111:oidc-provider/x" },
      Condition: {
        StringEquals: { "aws:PrincipalOrgID": "o-1", ...condition(DEV), [`${ISSUER}:sub`]: "x" },
      },
    }),
    says: [/tests aws|accepts the subject x/],
  },
  "judges any issuer beside another action and principal": {
    ...role({
      Principal: { Federated: ["arn:aws:iam::111111111111:oidc-provider/x", "*"] },
      Action: ["sts:TagSession", "sts:AssumeRoleWithWebIdentity"],
      Condition: {},
    }),
    says: [/allows sts:TagSession/, /trusts others/, /./, /./, /./, /./, /./],
  },
  ...Object.fromEntries(
    ["x42", "42x"].map((id) => [
      `refuses the repository's id ${id}`,
      { ...trust({ repository_id: id }), says: [/set repository_id to one number/] },
    ]),
  ),
  ...Object.fromEntries(
    ["xrepo:neurocipher/app:environment:dev", "repo:neurocipher/app:environment:dev:x"].map(
      (subject) => [`refuses the subject ${subject}`, sub(subject, SUBJECT)],
    ),
  ),
});
