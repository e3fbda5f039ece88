import { uuid } from "../identifiers";
import type { ResourceTypes } from "../resource-type";
import { required } from "../validators";

/** Application Auto Scaling. Source of each limit: RegisterScalableTarget. */
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
};
