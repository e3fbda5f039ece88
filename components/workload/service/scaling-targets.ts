import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { HttpService } from "../../observe/metrics/http";
import type { TargetTracking } from "../container/task-scaling";

/**
 * What a service is scaled on: its CPU, and the requests that each task has.
 *
 * AWS's ready-made metric for requests names one target group, and blue and green change places in
 * every release; ECS does not support it with blue-green (its guide, "Target metrics"). So it is
 * computed over both: the group without tasks has no requests.
 */
export function serviceTargetTracking(
  { cpuPercent, requestsPerTask: targetValue }: WorkloadOf<"service">["scaling"],
  http: HttpService,
): Readonly<Record<string, TargetTracking>> {
  return {
    "scaling-cpu": {
      targetValue: cpuPercent,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
    },
    "scaling-requests": {
      targetValue,
      customizedMetricSpecification: { metrics: requestsPerTask(http) },
    },
  };
}

/** Requests a minute and task: of both groups together, as only one of them has tasks in service. */
function requestsPerTask({ loadBalancerSuffix, targetGroupSuffixes }: HttpService) {
  const [blue, green] = targetGroupSuffixes;
  const of = (id: string, TargetGroup: pulumi.Input<string>) => ({
    id,
    metricStat: {
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions: [
          { name: "LoadBalancer", value: loadBalancerSuffix },
          { name: "TargetGroup", value: TargetGroup },
        ],
      },
      stat: "Sum",
    },
    returnData: false,
  });
  return [
    of("blue", blue),
    of("green", green),
    {
      id: "requests",
      expression: "FILL(blue, 0) + FILL(green, 0)",
      label: "requests a minute and task",
      returnData: true,
    },
  ];
}
