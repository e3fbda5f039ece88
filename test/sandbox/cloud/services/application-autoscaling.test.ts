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

const CAPACITY = "expected minCapacity, maxCapacity or both";
describeValidation("scheduled actions", [
  [
    "aws:appautoscaling/scheduledAction:ScheduledAction",
    {
      name: "nc-x-dev-stop",
      resourceId: "service/nc-core/nc-x-dev-service",
      scalableDimension: "ecs:service:DesiredCount",
      serviceNamespace: "ecs",
      schedule: "rate(5 minutes)",
      scalableTargetAction: { minCapacity: 0 },
    },
    [
      [
        { schedule: "5 minutes" },
        'schedule is "5 minutes": expected rate(...), cron(...) or at(...)',
      ],
      [{ schedule: undefined }, "schedule is missing: expected a value"],
      [{ scalableTargetAction: {} }, `scalableTargetAction is {}: ${CAPACITY}`],
    ],
  ],
]);
