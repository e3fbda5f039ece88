import { controlUrl, fsbp } from "../support/frameworks";
import type { Test } from "../support/iam";
import { hasResourcePolicy, resourcePolicies } from "../support/policy-documents";
import { type AnyResource, anyResourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";

const PERMISSION = "aws:lambda/permission:Permission";

/**
 * Types with rules of their own for services: keys by encryption context, roles by what assumes them
 * (some services send no source).
 */
const OTHER_RULES = /^aws:(kms|iam)\//;

const SOURCES = /^aws:Source(Arn|Account|OrgID|OrgPaths)$/i;
const EXACT = /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike)(IgnoreCase)?$/;

export const servicePrincipalHasSource = anyResourceRule({
  name: "service-principal-has-source",
  description:
    "What lets a service of AWS in names the resource or account that the service acts for.",
  why: "A service acts for every customer of AWS: without a source, another account can send it here.",
  remediationSteps: "Give `sourceArn`, or a condition on `aws:SourceArn` or `aws:SourceAccount`.",
  severity: "critical",
  framework: fsbp("Lambda.1", "Lambda function policies should prohibit public access"),
  url: controlUrl("Lambda.1"),
  applies: (type) => type === PERMISSION || (hasResourcePolicy(type) && !OTHER_RULES.test(type)),
  *check(resource) {
    if (resource.type === PERMISSION) return yield* permission(resource);
    const { type, props } = resource;
    for (const { field, statements } of resourcePolicies(type, props)) {
      for (const { label, allows, principals, tests } of statements ?? []) {
        const services = principals
          .filter(({ kind, value }) => kind === "Service" && !sendsNoSource(type, value))
          .map(({ value }) => value);
        if (!allows || services.length === 0 || tests.some(isSource)) continue;
        yield `${field}, statement ${label}, lets ${services.join(", ")} in without a source`;
      }
    }
  },
});

function* permission({ props }: AnyResource): Iterable<string> {
  const { principal, sourceArn, sourceAccount, functionUrlAuthType } = props;
  if (principal === "*") yield "principal is *: name the service, or the role";
  if (functionUrlAuthType === "NONE") yield "functionUrlAuthType is NONE: set it to AWS_IAM";
  const isService = typeof principal === "string" && principal.endsWith(".amazonaws.com");
  const source = [sourceArn, sourceAccount].find(Boolean);
  if (!isService || isUnknown(source) || (source !== undefined && source !== "*")) return;
  yield `sourceArn is not given, so ${principal} may call for any account: give it`;
}

/**
 * EventBridge tells SNS nothing that a condition could test, and a statement that has one never
 * allows (EventBridge guide, "Using resource-based policies").
 */
function sendsNoSource(type: string, service: string): boolean {
  return type.startsWith("aws:sns/") && service === "events.amazonaws.com";
}

function isSource({ operator, key, values }: Test): boolean {
  return (
    SOURCES.test(key) &&
    EXACT.test(operator) &&
    values.every((value) => /\d{12}|:::|^o-/.test(value))
  );
}
