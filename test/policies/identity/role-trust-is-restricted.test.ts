import { roleTrustIsRestricted } from "../../../policies/identity/role-trust-is-restricted";
import { judges, LATER } from "../../support/violations";

const ROLE = "aws:iam/role:Role";
const ACCOUNT = "arn:aws:iam::111111111111";

const trusts = (Principal: unknown, Effect = "Allow") => ({
  type: ROLE,
  props: {
    assumeRolePolicy: JSON.stringify({
      Statement: [{ Sid: "A", Effect, Principal, Action: "sts:AssumeRole" }],
    }),
  },
});

/** Whom no role trusts, by what they are. */
const REFUSED: Record<string, unknown> = {
  "the account's root": { AWS: `${ACCOUNT}:root` },
  "the account by its number": { AWS: "111111111111" },
  "a user": { AWS: `${ACCOUNT}:user/a` },
  "every role": { AWS: `${ACCOUNT}:role/*` },
  "a session of a role": { AWS: "arn:aws:sts::111111111111:assumed-role/a/b" },
  "another account": { AWS: "arn:aws:iam::999999999999:root" },
  "a role of another account": { AWS: "arn:aws:iam::999999999999:role/nc-a-dev-task" },
  "anyone of AWS": { AWS: "*" },
  anyone: "*",
  instances: { Service: "ec2.amazonaws.com" },
  "a service that the platform does not use": { Service: "sagemaker.amazonaws.com" },
  "a SAML provider": { Federated: `${ACCOUNT}:saml-provider/x` },
  "another issuer of tokens": { Federated: `${ACCOUNT}:oidc-provider/gitlab.com` },
  "another account's provider": {
    Federated: "arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com",
  },
  "Google's tokens": { Federated: "accounts.google.com" },
  "a user of S3": {
    CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
  },
};

/** Services of AWS that a role of the platform or of a workload may trust. */
const SERVICES = [
  ...[
    "apigateway",
    "appconfig",
    "backup",
    "chatbot",
    "codedeploy",
    "ecs-tasks",
    "events",
    "lambda",
  ],
  ...["pipes", "s3", "scheduler", "states", "vpc-flow-logs"],
];

judges(roleTrustIsRestricted, {
  "[§4] passes GitHub": trusts({
    Federated: `${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
  }),
  "passes tasks": trusts({ Service: "ecs-tasks.amazonaws.com" }),
  "passes ECS, which shifts the traffic of a service": trusts({ Service: "ecs.amazonaws.com" }),
  "passes a named role of the account": trusts({ AWS: `${ACCOUNT}:role/nc-a-dev-task` }),
  "passes a denial": trusts("*", "Deny"),
  "passes what is unknown": { type: ROLE, props: { assumeRolePolicy: LATER } },
  ...Object.fromEntries(
    Object.entries(REFUSED).map(([who, principal]) => [
      `refuses ${who}`,
      { ...trusts(principal), says: [/^assumeRolePolicy, statement A, trusts /] },
    ]),
  ),
  "refuses one of two": {
    ...trusts({ Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] }),
    says: [/trusts the Service principal ec2\.amazonaws\.com$/],
  },
  ...Object.fromEntries(
    SERVICES.map((service) => [
      `passes ${service}`,
      trusts({ Service: `${service}.amazonaws.com` }),
    ]),
  ),
  "names anyone": { ...trusts("*"), says: [/^assumeRolePolicy, statement A, trusts anyone$/] },
});
