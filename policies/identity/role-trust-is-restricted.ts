import type { Settings } from "../../infra/settings/parse";
import { ciCl002 } from "../support/frameworks";
import type { Principal } from "../support/iam";
import { resourcePolicies } from "../support/policy-documents";
import { resourceRule } from "../support/rule";
import { ISSUER } from "./github-claims";

/** Services of AWS that act for the platform by a role; EC2 is none, as nothing runs on instances. */
const SERVICES = [
  "apigateway.amazonaws.com",
  "appconfig.amazonaws.com",
  "backup.amazonaws.com",
  "chatbot.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "codedeploy.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "ecs.amazonaws.com",
  "events.amazonaws.com",
  "lambda.amazonaws.com",
  "pipes.amazonaws.com",
  "s3.amazonaws.com",
  "scheduler.amazonaws.com",
  "states.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

export const roleTrustIsRestricted = resourceRule({
  name: "role-trust-is-restricted",
  description: "Roles trust GitHub, certain services of AWS, or named roles of their own account.",
  why:
    "The root stands for every user and role of its account, a SAML provider for whoever its directory " +
    "lists, and a role of an instance for every process on it.",
  remediationSteps: "Create the role with `ServiceRole` or `DeployRole`.",
  severity: "critical",
  framework: ciCl002("§4"),
  types: ["aws:iam/role:Role"],
  *check({ type, props }, settings) {
    for (const { field, statements } of resourcePolicies(type, props)) {
      for (const { label, allows, principals } of statements ?? []) {
        for (const principal of allows ? principals : []) {
          if (isTrusted(principal, settings)) continue;
          const { kind, value } = principal;
          const who = kind === "*" ? "anyone" : `the ${kind} principal ${value}`;
          yield `${field}, statement ${label}, trusts ${who}`;
        }
      }
    }
  },
});

function isTrusted({ kind, value }: Principal, settings: Settings): boolean {
  const { accountId } = settings;
  switch (kind) {
    case "Service":
      return SERVICES.includes(value);
    case "Federated":
      return value === `arn:aws:iam::${accountId}:oidc-provider/${ISSUER}`;
    case "AWS":
      if (settings.breakGlass.principals.includes(value)) return true;
      return new RegExp(`^arn:aws:iam::${accountId}:role/[\\w+=,.@/-]+$`).test(value);
    default:
      return false;
  }
}
