import { ciCl002 } from "../support/frameworks";
import { names, ofType, type Planned, type PlannedOf, planRule } from "../support/plan";
import { isUnknown } from "../support/unknowns";
import { type LogDestination, logDestinationsOf } from "./log-destinations";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";

export const logGroupIsManaged = planRule({
  name: "log-group-is-managed",
  description: "Whatever writes logs writes them to a log group of the plan.",
  why: "Where there is none, AWS creates it: without a customer-managed key, retention or owner.",
  remediationSteps: "Create it with `logGroup`, and give its name or ARN.",
  severity: "medium",
  framework: ciCl002("§13"),
  *check(plan) {
    const groups = ofType(plan, GROUP);
    for (const resource of plan) {
      for (const destination of logDestinationsOf(resource)) {
        if (isManaged(resource, destination, groups)) continue;
        const { key, group } = destination;
        const is = isUnknown(group) ? key : `${group ?? "not given"}`;
        const message = `its log group is ${is}, which this plan does not create`;
        yield { urn: resource.urn, message };
      }
    }
  },
});

function isManaged(
  resource: Planned,
  { key, group }: LogDestination,
  groups: readonly PlannedOf<typeof GROUP>[],
): boolean {
  const name = isUnknown(group) ? group : nameOf(String(group));
  return groups.some((each) => names(resource, key, name, each, [each.props.name]));
}

/** A log group's name, of its name or of `arn:aws:logs:<region>:<account>:log-group:<name>[:*]`. */
function nameOf(group: string): string {
  return group.replace(/^arn:aws:logs:[^:]*:[^:]*:log-group:/, "").replace(/:.*$/, "");
}
