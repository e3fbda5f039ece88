import type { Input } from "@pulumi/pulumi";
import { type AlarmCondition, FIVE_OF_SIX, type Metric } from "../condition";
import { filled } from "./error-rate";

/** A service of ECS in a cluster with Container Insights. */
export interface EcsService {
  readonly clusterName: Input<string>;
  readonly serviceName: Input<string>;
}

/** Tasks do not stay up: fewer run than are wanted. */
export function runningTasksBelowDesired(service: EcsService): AlarmCondition {
  return {
    description: "Fewer tasks run than are wanted.",
    measure: {
      metrics: { desired: taskCount(service, "Desired"), running: taskCount(service, "Running") },
      expression: `${filled("desired")} - ${filled("running")}`,
      label: "missing tasks",
    },
    // Longer than a task takes to start, as scaling out asks for tasks that do not run yet.
    ...FIVE_OF_SIX,
    comparison: ">",
    threshold: 0,
    missingData: "notBreaching",
  };
}

/** How many tasks are wanted, or run. */
export function taskCount(
  { clusterName, serviceName }: EcsService,
  which: "Desired" | "Running",
): Metric {
  return {
    namespace: "ECS/ContainerInsights",
    metricName: `${which}TaskCount`,
    dimensions: { ClusterName: clusterName, ServiceName: serviceName },
    statistic: "Average",
  };
}

/** How much of the CPU or the memory that they have its tasks use, in percent. */
export function taskUse({ clusterName, serviceName }: EcsService, of: "CPU" | "Memory"): Metric {
  return {
    namespace: "AWS/ECS",
    metricName: `${of}Utilization`,
    dimensions: { ClusterName: clusterName, ServiceName: serviceName },
    statistic: "Average",
  };
}
