import { uuid } from "../identifiers";
import type { ResourceTypes } from "../resource-type";
import { matches, required } from "../validators";
import { isGiven, objectOf } from "../values";

/** Source: Application Auto Scaling API, PutScheduledAction, Schedule. */
const SCHEDULE =
  /^(rate\([1-9]\d* (minute|hour|day)s?\)|cron\(\S+( \S+){5}\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/;

/** Application Auto Scaling. Source of each limit: RegisterScalableTarget, PutScheduledAction. */
export const APPLICATION_AUTOSCALING: ResourceTypes = {
  "aws:appautoscaling/target:Target": {
    outputs: (request) => ({
      id: request.text("resourceId"),
      arn: request.arn("application-autoscaling", `scalable-target/${request.hex(22)}`),
    }),
    validate: [
      required("resourceId", "scalableDimension", "serviceNamespace"),
      ({ inputs: { minCapacity, maxCapacity }, refuse }) => {
        if (typeof minCapacity !== "number" || typeof maxCapacity !== "number") return;
        if (minCapacity > maxCapacity) {
          refuse("minCapacity", minCapacity, `at most maxCapacity, which is ${maxCapacity}`);
        }
      },
    ],
    immutable: ["resourceId", "scalableDimension", "serviceNamespace"],
  },
  "aws:appautoscaling/policy:Policy": {
    outputs: (request) => {
      const { text } = request;
      const path = `resource/${text("serviceNamespace")}/${text("resourceId")}`;
      const policy = `scalingPolicy:${uuid(request)}:${path}:policyName/${text("name")}`;
      return {
        id: `${text("resourceId")}/${text("name")}`,
        arn: request.arn("autoscaling", policy),
      };
    },
    immutable: ["name", "resourceId", "scalableDimension"],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    outputs: (request) => {
      const { text } = request;
      const path = `resource/${text("serviceNamespace")}/${text("resourceId")}`;
      const action = `scheduledAction:${uuid(request)}:${path}:scheduledActionName/${text("name")}`;
      return {
        id: `${text("name")}-${text("serviceNamespace")}-${text("resourceId")}`,
        arn: request.arn("autoscaling", action),
      };
    },
    validate: [
      required(
        ...[
          "resourceId",
          "scalableDimension",
          "serviceNamespace",
          "schedule",
          "scalableTargetAction",
        ],
      ),
      matches("schedule", 1600, SCHEDULE, "rate(...), cron(...) or at(...)"),
      ({ inputs: { scalableTargetAction }, refuse }) => {
        const limits = objectOf(scalableTargetAction);
        if (!limits || isGiven(limits.minCapacity) || isGiven(limits.maxCapacity)) return;
        refuse("scalableTargetAction", scalableTargetAction, "minCapacity, maxCapacity or both");
      },
    ],
    immutable: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
  },
};
