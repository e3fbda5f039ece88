import { names } from "../support/relations";
import { type Planned, planRule } from "../support/rule";
import { UNKNOWN } from "../support/unknowns";
import { type Written, writtenBy } from "./log-destinations";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";

/**
 * What is logged goes to a log group of the plan (CI/CL-002 §9, §13).
 *
 * Why: where there is none, AWS makes it: with no key of ours, no retention, and no owner.
 *
 * Fix: make a `LogGroup` with the key for logs, and give its name or ARN.
 */
export const logGroupIsManaged = planRule({
  name: "log-group-is-managed",
  description: "Whatever writes logs writes them to a log group that the plan makes.",
  *check(plan) {
    const groups = plan.filter(({ type }) => type === GROUP);
    const byName = new Map(groups.map((each) => [each.props.name, each]));
    for (const writer of plan) {
      for (const written of writtenBy(writer)) {
        if (isMade(writer, written, groups, byName)) continue;
        const is = written.group === UNKNOWN ? written.key : `${written.group ?? "not given"}`;
        yield {
          urn: writer.urn,
          message: `its log group is ${is}, which this plan does not make: make a LogGroup first`,
        };
      }
    }
  },
});

function isMade(
  writer: Planned,
  { key, group }: Written,
  groups: readonly Planned[],
  byName: ReadonlyMap<unknown, Planned>,
): boolean {
  if (group === UNKNOWN) return groups.some((each) => names(writer, key, group, each, []));
  return byName.has(nameOf(String(group)));
}

/** A log group's name, of its name or of `arn:aws:logs:<region>:<account>:log-group:<name>[:*]`. */
function nameOf(group: string): string {
  return group.replace(/^arn:aws:logs:[^:]*:[^:]*:log-group:/, "").replace(/:.*$/, "");
}
