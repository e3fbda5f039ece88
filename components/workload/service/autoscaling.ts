import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Scope } from "../../../infra/scope";
import type { HttpService } from "../../observe/metrics/http";
import type { EcsService } from "../../observe/metrics/tasks";
import { taskScaling } from "../container/task-scaling";

export interface AutoscalingArgs {
  /** The workload's scope. */
  scope: Scope;
  scaling: WorkloadOf<"service">["scaling"];
  http: HttpService;
  tasks: EcsService;
}

/**
 * Makes what scales a service: on its CPU, and on the requests that each task has.
 *
 * AWS's ready-made metric for requests names one target group, and blue and green change places in
 * every release; ECS does not support it with blue-green (its guide, "Target metrics"). So it is
 * computed over both: the group without tasks has no requests.
 *
 * @returns the id by which a release sets its limits, and suspends scaling while it shifts traffic
 */
export function autoscaling(
  name: string,
  { scope, scaling, http, tasks }: AutoscalingArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return taskScaling(
    name,
    {
      ...{ scope, tasks, max: scaling.max },
      tracked: {
        "scaling-cpu": {
          targetValue: scaling.cpuPercent,
          predefinedMetricSpecification: {
            predefinedMetricType: "ECSServiceAverageCPUUtilization",
          },
        },
        "scaling-requests": {
          targetValue: scaling.requestsPerTask,
          customizedMetricSpecification: { metrics: requestsPerTask(http) },
        },
      },
    },
    opts,
  );
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
