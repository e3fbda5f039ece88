import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from "@aws-sdk/client-application-auto-scaling";
import type { Entry, Properties } from "../../cloud/record";
import { objectOf } from "../../cloud/values";
import type { Call } from "../call";
import { operation } from "../operation";
import { findBy, nameIn } from "../resources";
import { service } from "../service";
import { ServiceError } from "../service-error";
import { observeTraffic } from "../simulation/traffic/observe";

const TARGET = "aws:appautoscaling/target:Target";

const DESCRIBE_SCALABLE_TARGETS = operation(DescribeScalableTargetsCommand, {
  asks: () => [{ action: "application-autoscaling:DescribeScalableTargets", resource: "*" }],
  handle({ ResourceIds, ServiceNamespace }, { account }) {
    const found = account.cloud
      .list(TARGET)
      .filter(({ state }) => state.serviceNamespace === ServiceNamespace)
      .filter(({ state }) => !ResourceIds || ResourceIds.includes(String(state.resourceId)));
    return {
      ScalableTargets: found.map(({ state }) => ({
        ServiceNamespace: "ecs",
        ScalableDimension: "ecs:service:DesiredCount",
        ResourceId: String(state.resourceId),
        MinCapacity: Number(state.minCapacity),
        MaxCapacity: Number(state.maxCapacity),
        RoleARN: String(state.roleArn),
        CreationTime: new Date("2026-01-01T00:00:00Z"),
        ScalableTargetARN: String(state.arn),
        SuspendedState: suspendedOf(state),
      })),
    };
  },
});

const REGISTER_SCALABLE_TARGET = operation(RegisterScalableTargetCommand, {
  asks: ({ ResourceId, ServiceNamespace = "", ScalableDimension = "" }, call) => [
    {
      action: "application-autoscaling:RegisterScalableTarget",
      resource: String(targetOf(call, ResourceId).state.arn),
      context: {
        "application-autoscaling:service-namespace": ServiceNamespace,
        "application-autoscaling:scalable-dimension": ScalableDimension,
      },
    },
  ],
  handle({ ResourceId, MinCapacity, MaxCapacity, SuspendedState }, call) {
    const { cloud } = call.account;
    const { state } = cloud.patch(targetOf(call, ResourceId), (before) => ({
      ...before,
      ...(MinCapacity !== undefined && { minCapacity: MinCapacity }),
      ...(MaxCapacity !== undefined && { maxCapacity: MaxCapacity }),
      ...(SuspendedState && {
        suspendedState: {
          dynamicScalingInSuspended: SuspendedState.DynamicScalingInSuspended === true,
          dynamicScalingOutSuspended: SuspendedState.DynamicScalingOutSuspended === true,
          scheduledScalingSuspended: SuspendedState.ScheduledScalingSuspended === true,
        },
      }),
    }));
    keepWithinLimits(call, state);
    return { ScalableTargetARN: String(state.arn) };
  },
});

/** Application Auto Scaling: the limits of services. */
export const APPLICATION_AUTO_SCALING = service(
  new ApplicationAutoScalingClient({ region: "us-east-1" }),
  [DESCRIBE_SCALABLE_TARGETS, REGISTER_SCALABLE_TARGET],
);

/** The program registers every target that a release changes. */
function targetOf({ account }: Call, resourceId = ""): Entry {
  const found = findBy(account, TARGET, "resourceId", resourceId);
  if (found) return found;
  const message = `the sandbox registers no target that the program did not: ${resourceId}`;
  throw new ServiceError("ObjectNotFoundException", message);
}

/** A count outside new limits is brought into them, as Application Auto Scaling does. */
function keepWithinLimits({ account, world }: Call, target: Properties): void {
  const service = findBy(account, "aws:ecs/service:Service", "name", nameIn(target.resourceId));
  if (!service) return;
  const least = Number(target.minCapacity);
  const most = Number(target.maxCapacity);
  account.cloud.patch(service, (state) => ({
    ...state,
    desiredCount: Math.min(most, Math.max(least, Number(state.desiredCount))),
  }));
  observeTraffic(world, account);
}

function suspendedOf({ suspendedState }: Properties) {
  const state = objectOf(suspendedState) ?? {};
  return {
    DynamicScalingInSuspended: state.dynamicScalingInSuspended === true,
    DynamicScalingOutSuspended: state.dynamicScalingOutSuspended === true,
    ScheduledScalingSuspended: state.scheduledScalingSuspended === true,
  };
}
