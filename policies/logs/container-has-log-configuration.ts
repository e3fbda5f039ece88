import { containersOf, NO_CONTAINERS } from "../support/containers";
import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";

export const containerHasLogConfiguration = resourceRule({
  name: "container-has-log-configuration",
  description: "Every container of a task, sidecars included, logs to a log group of the plan.",
  why:
    "What a container printed is gone with it, and a group that the log driver creates has no " +
    "customer-managed key and is kept for ever.",
  remediationSteps:
    "Set `logConfiguration` as `containerDefinition` does, and create the log group.",
  severity: "medium",
  framework: ciCl002("§13"),
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  *check({ props }) {
    const containers = containersOf(props);
    if (isUnknown(containers)) return;
    if (containers === undefined) yield NO_CONTAINERS;
    for (const { label, definition } of containers ?? []) {
      const { logDriver, options } = definition.logConfiguration ?? {};
      if (logDriver !== "awslogs") {
        yield `logDriver of ${label} is ${logDriver ?? "not given"}: set it to awslogs`;
      } else if (typeof options?.["awslogs-group"] !== "string") {
        yield `awslogs-group of ${label} is not given: name a log group`;
      }
      if (String(options?.["awslogs-create-group"]) !== "true") continue;
      yield `awslogs-create-group of ${label} is true: create the log group in the program`;
    }
  },
});
