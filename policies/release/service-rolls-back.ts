import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown, given } from "../support/unknowns";

export const serviceRollsBack = resourceRule({
  name: "service-rolls-back",
  description:
    "ECS services that CodeDeploy does not deploy roll back by circuit breaker and by alarm.",
  why:
    "Nothing else brings the old tasks back. The circuit breaker alone sees tasks that do not start, not " +
    "those that start and fail at their work.",
  remediationSteps: "Create it with `Service` or `Worker`.",
  severity: "high",
  framework: ciCl002("§7.3"),
  types: ["aws:ecs/service:Service"],
  *check({ props: { deploymentController, deploymentCircuitBreaker: breaker, alarms } }) {
    // ECS is the default. It refuses both on a service of CodeDeploy, which has a rule of its own.
    const controller = deploymentController?.type ?? "ECS";
    if (equalsOrUnknown(controller, "CODE_DEPLOY")) return;
    if (controller !== "ECS") {
      yield `deploymentController.type is ${controller}: nothing rolls it back; set it to ECS`;
    }
    const wanted = {
      "deploymentCircuitBreaker.enable": breaker?.enable,
      "deploymentCircuitBreaker.rollback": breaker?.rollback,
      "alarms.enable": alarms?.enable,
      "alarms.rollback": alarms?.rollback,
    };
    for (const [field, value] of Object.entries(wanted)) {
      if (!equalsOrUnknown(value, true)) yield `${field} is not true: set it`;
    }
    if (given(alarms?.alarmNames).length > 0) return;
    yield "alarms.alarmNames names none: give the alarms that a release must not set off";
  },
});
