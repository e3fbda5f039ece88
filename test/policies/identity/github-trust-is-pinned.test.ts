import { githubTrustIsPinned } from "../../../policies/identity/github-trust-is-pinned";
import { judges, LATER } from "../../support/violations";
import { condition, DEV, PROVIDER, ROLE, role, SUBJECT, sub, trust } from "./github-roles";

judges(githubTrustIsPinned, {
  "[§4] passes one repository and environment": trust({}),
  "passes both forms of the subject": sub([
    "repo:neurocipher/app:environment:dev",
    "repo:neurocipher@600000001/app@42:environment:dev",
  ]),
  "passes what is unknown": { type: ROLE, props: { assumeRolePolicy: LATER } },
  "passes a role that trusts a service": role({
    Principal: { Service: "ecs-tasks.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {},
  }),
  "[§4] refuses the specification's template": {
    ...role({
      Condition: {
        StringEquals: condition({ ...DEV, sub: undefined }),
        StringLike: condition({ sub: "repo:neurocipher/*:*" }),
      },
    }),
    says: [/StringLike: use StringEquals/, /accepts any subject/],
  },
  "refuses no condition": {
    ...role({ Condition: undefined }),
    says: [/audience any/, /any subject/, /ids any/, /refs any/, /environment any/],
  },
  "refuses every repository": sub("repo:neurocipher/*:environment:dev", SUBJECT),
  "refuses every environment": sub("repo:neurocipher/app:*", SUBJECT),
  "refuses another organization": sub("repo:other/app:environment:dev", SUBJECT),
  "refuses one that begins alike": sub("repo:neurocipher-x/app:environment:dev", SUBJECT),
  "refuses another organization's id": sub("repo:neurocipher@1/app@42:environment:dev", SUBJECT),
  "refuses another repository's id": sub(
    "repo:neurocipher@600000001/app@7:environment:dev",
    SUBJECT,
  ),
  "refuses half of the ids": sub("repo:neurocipher@600000001/app:environment:dev", SUBJECT),
  "refuses prod's environment": sub("repo:neurocipher/app:environment:prod", SUBJECT),
  "refuses a branch": sub("repo:neurocipher/app:ref:refs/heads/main", SUBJECT),
  "refuses a pull request": sub("repo:neurocipher/app:pull_request", SUBJECT),
  "refuses two repositories": sub(
    ["repo:neurocipher/app:environment:dev", "repo:neurocipher/b:environment:dev"],
    /several repositories/,
  ),
  "refuses no subject": sub(undefined, /any subject/),
  "refuses another audience": { ...trust({ aud: "x" }), says: [/the audience x/] },
  "refuses two audiences": { ...trust({ aud: [DEV.aud, "x"] }), says: [/the audience/] },
  "refuses no repository id": { ...trust({ repository_id: undefined }), says: [/ids any/] },
  "refuses a pattern of ids": { ...trust({ repository_id: "*" }), says: [/ids \*/] },
  "refuses another environment": { ...trust({ environment: "prod" }), says: [/environment prod/] },
  "refuses ForAllValues, which passes without the claim": {
    ...role({
      Condition: {
        StringEquals: condition(DEV),
        "ForAllValues:StringEquals": condition({ actor: "x" }),
      },
    }),
    says: [/ForAllValues:StringEquals: use StringEquals/],
  },
  "refuses another action": {
    ...role({ Action: ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRole"] }),
    says: [/allow sts:AssumeRoleWithWebIdentity alone/],
  },
  "refuses a second principal": {
    ...role({ Principal: { Federated: PROVIDER, Service: "lambda.amazonaws.com" } }),
    says: [/trusts others beside GitHub/],
  },
  "refuses all but a principal": {
    ...role({ NotPrincipal: { AWS: "x" } }),
    says: [/uses NotPrincipal: name whom/],
  },
  "passes a role that trusts another issuer's users": role({
    Principal: { Federated: "arn:aws:iam::111111111111:saml-provider/x" },
    Condition: {},
  }),
  "refuses any issuer": {
    ...role({ Principal: { Federated: "*" }, Condition: {} }),
    says: [/audience any/, /any subject/, /ids any/, /refs any/, /environment any/],
  },
  "refuses a denial": { ...role({ Effect: "Deny" }), says: [/denies GitHub/] },
  "refuses what is no policy": {
    type: ROLE,
    props: { assumeRolePolicy: "{" },
    says: [/is no IAM policy/],
  },
});
