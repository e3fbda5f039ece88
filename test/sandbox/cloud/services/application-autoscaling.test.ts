import { describeValidation } from "../validation";

describeValidation("scalable targets", [
  [
    "aws:appautoscaling/target:Target",
    {
      resourceId: "service/nc-core/nc-x-dev-service",
      scalableDimension: "ecs:service:DesiredCount",
      serviceNamespace: "ecs",
      minCapacity: 1,
      maxCapacity: 4,
    },
    [[{ minCapacity: 5 }, "minCapacity is 5: expected at most maxCapacity, which is 4"]],
  ],
]);
