import { containersOf, NO_CONTAINERS, TASK_DEFINITION } from "../support/containers";
import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown, UNKNOWN } from "../support/unknowns";

/**
 * Every container of a task, sidecars included, writes its log to a log group (CI/CL-002 §13).
 *
 * Why: what a container said is gone with it, and a group that the log driver makes is under no key
 * of ours and is kept for ever.
 *
 * Fix: set `logConfiguration` as `containerDefinition` does, and make the log group.
 */
export const containerHasLogConfiguration = resourceRule({
  name: "container-has-log-configuration",
  description: "Containers log to a log group that their driver does not make.",
  applies: (type) => type === TASK_DEFINITION,
  *check({ props }) {
    const containers = containersOf(props);
    if (containers === UNKNOWN) return;
    if (containers === undefined) yield NO_CONTAINERS;
    for (const { label, props } of containers ?? []) {
      const driver = at(props, "logConfiguration.logDriver");
      const options = at(props, "logConfiguration.options");
      if (!equalsOrUnknown(driver, "awslogs")) {
        yield `logDriver of ${label} is ${String(driver ?? "not given")}: set it to awslogs`;
      } else if (typeof at(options, "awslogs-group") !== "string") {
        yield `awslogs-group of ${label} is not given: name a log group`;
      }
      if (String(at(options, "awslogs-create-group")) !== "true") continue;
      yield `awslogs-create-group of ${label} is true: make the log group yourself`;
    }
  },
});
