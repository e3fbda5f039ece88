import { physicalName } from "../../infra/naming/names";
import { ciCl002 } from "../support/frameworks";
import type { Statement } from "../support/iam";
import { identityPolicies } from "../support/policy-documents";
import { resourceRule } from "../support/rule";
import { ownersIn } from "./owners";

/** When a request is made, as IAM knows it. */
const NOW = "aws:CurrentTime";

/** An instant in UTC, in the only ISO 8601 format that this program writes. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

export const grantExpires = resourceRule({
  name: "grant-expires",
  description: "Every statement of a policy of grants ends at a time that IAM itself keeps to.",
  why: "What no link covers was allowed for a reason of its time. Without an end it outlives the reason.",
  remediationSteps: "Give the grant in the catalog, with `expires`.",
  severity: "high",
  framework: ciCl002("§4"),
  types: ["aws:iam/rolePolicy:RolePolicy"],
  *check({ type, props }, { environment }) {
    const { name } = props;
    const [service] = typeof name === "string" ? ownersIn(name) : [];
    if (service === undefined || name !== physicalName(type, { service, environment }, "grants"))
      return;
    for (const { field, statements } of identityPolicies(type, props)) {
      for (const statement of (statements ?? []).filter(({ allows }) => allows)) {
        if (ends(statement)) continue;
        yield `${field}, statement ${statement.label}, has no end: test ${NOW} with DateLessThan`;
      }
    }
  },
});

function ends({ tests }: Statement): boolean {
  return tests.some(
    ({ operator, key, values }) =>
      operator === "DateLessThan" &&
      key.toLowerCase() === NOW.toLowerCase() &&
      values.length > 0 &&
      values.every((value) => INSTANT.test(value)),
  );
}
