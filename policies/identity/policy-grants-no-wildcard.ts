import { platformNames } from "../../infra/naming/platform-names";
import { ciCl002 } from "../support/frameworks";
import type { Statement } from "../support/iam";
import { hasIdentityPolicy, identityPolicies } from "../support/policy-documents";
import { anyResourceRule } from "../support/rule";

/** A resource that stands for everything, or for everything of one service. */
const EVERYTHING = /^(\*+|arn:\*.*|arn:aws:[^:]*:[^:]*:[^:]*:[*/?]+)$/;
const SERVICE_WIDE = /^[a-z0-9-]+:\*+$/i;

export const policyGrantsNoWildcard = anyResourceRule({
  name: "policy-grants-no-wildcard",
  description: "No IAM policy allows every action, or all of a service on every resource.",
  why: "A role with `*` can make itself any other role; with `iam:*` it needs two steps.",
  remediationSteps: "List the actions, and name the resources by `context.name`.",
  severity: "critical",
  framework: ciCl002("§4"),
  applies: hasIdentityPolicy,
  *check({ type, props }, settings) {
    // The permissions boundary alone may name whole services: it grants nothing by itself.
    const bounds =
      type === "aws:iam/policy:Policy" && props.name === platformNames(settings).boundary;
    for (const { field, statements } of identityPolicies(type, props)) {
      if (statements === undefined) {
        yield `${field} is no IAM policy: give it one with at least one statement`;
        continue;
      }
      for (const statement of statements.filter(({ allows }) => allows)) {
        for (const wrong of wildcards(statement, bounds)) {
          yield `${field}, statement ${statement.label}, ${wrong}`;
        }
      }
    }
  },
});

function* wildcards(statement: Statement, bounds: boolean): Iterable<string> {
  const { actions, resources, inverted } = statement;
  for (const element of inverted) {
    yield `allows all but what ${element} lists: list what is allowed instead`;
  }
  if (actions.some((action) => /^[*?:]+$/.test(action))) {
    yield "allows every action: list the actions";
  }
  const whole = actions.filter((action) => SERVICE_WIDE.test(action));
  if (!bounds && whole.length > 0 && resources.some((each) => EVERYTHING.test(each))) {
    yield `allows ${whole.join(", ")} on everything: list the actions, or name the resources`;
  }
}
