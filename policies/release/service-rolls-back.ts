import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown, UNKNOWN } from "../support/unknowns";

/** What ECS rolls a deployment back by, each with what it must be. */
const WANTED = [
  "deploymentCircuitBreaker.enable",
  "deploymentCircuitBreaker.rollback",
  "alarms.enable",
  "alarms.rollback",
];

/**
 * A service whose deployments are ECS's own rolls back by circuit breaker and by alarm (CI/CL-002
 * §7.3).
 *
 * Why: nobody else brings its old tasks back. The breaker alone sees tasks that do not start, not
 * those that start and fail at their work. ECS refuses both on a service of CodeDeploy's, which
 * `deployment-group-rolls-back` judges.
 *
 * Fix: build it with `Service` or `Worker`.
 */
export const serviceRollsBack = resourceRule({
  name: "service-rolls-back",
  description: "ECS services that CodeDeploy does not deploy roll back by breaker and alarm.",
  applies: (type) => type === "aws:ecs/service:Service",
  *check({ props }) {
    // ECS is the default.
    const controller = at(props, "deploymentController.type") ?? "ECS";
    if (equalsOrUnknown(controller, "CODE_DEPLOY")) return;
    if (controller !== "ECS") {
      yield `deploymentController.type is ${String(controller)}: nothing rolls it back; use ECS`;
    }
    for (const path of WANTED) {
      if (!equalsOrUnknown(at(props, path), true)) yield `${path} is not true: set it`;
    }
    const names = at(props, "alarms.alarmNames") ?? [];
    if (names === UNKNOWN || (Array.isArray(names) && names.length > 0)) return;
    yield "alarms.alarmNames names none: give the alarms that a release must not set off";
  },
});
