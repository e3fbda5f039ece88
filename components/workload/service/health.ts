import type * as pulumi from "@pulumi/pulumi";
import type { Checks } from "../../../infra/catalog/shape";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { expectsTraffic, type Health } from "../../observe/health";
import {
  type HttpService,
  httpCounts,
  httpErrorRate,
  latencyP95,
  requestsStopped,
  unhealthyHosts,
} from "../../observe/metrics/http";
import {
  type EcsService,
  runningTasksBelowDesired,
  taskCount,
  taskUse,
} from "../../observe/metrics/tasks";

export interface ServiceHealthArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"service">;
  /** What the synthetic tests ask of each revision that may run. */
  checks: readonly Checks[];
  /** Longest that a task of a revision that may run has to start, in seconds. */
  healthCheckGracePeriod: number;
  /** The service's load balancer and both of its target groups, by `arnSuffix`. */
  http: HttpService;
  /** The ECS service whose tasks are counted, by its cluster's name and its own. */
  tasks: EcsService;
}

/**
 * The health of a service, over both of its target groups (CI/CL-002 §7.1, §13). Silence is for the
 * bake alone: before the first release there are no requests, and CodeDeploy deploys nothing while an
 * alarm is on.
 */
export function serviceHealth(args: ServiceHealthArgs): Health {
  const { context, workload, checks, healthCheckGracePeriod, http, tasks } = args;
  const { slo } = workload;
  const { http5xxPercent: thresholdPercent, minimumRequests } = context.settings.alarms;
  const { loadBalancerSuffix, targetGroupSuffixes } = http;
  const counts = httpCounts(http);
  const errorRate = httpErrorRate({ ...http, thresholdPercent, minimumRequests });
  const latency = (targetGroupSuffix: pulumi.Input<string>) =>
    latencyP95({ loadBalancerSuffix, targetGroupSuffix, p95: slo.p95 });
  const [blue, green] = targetGroupSuffixes;
  const p95 = { blue: latency(blue), green: latency(green) };
  const expected = expectsTraffic(context, slo);
  const minute = { period: 60 };
  const colors = ["blue", "green"];

  return {
    alarms: {
      "http-errors": { readBy: "rollback", condition: errorRate },
      "latency-blue": { readBy: "rollback", condition: p95.blue },
      "latency-green": { readBy: "rollback", condition: p95.green },
      "unhealthy-hosts": {
        readBy: "rollback",
        condition: unhealthyHosts(http, healthCheckGracePeriod),
      },
      "missing-tasks": { readBy: "rollback", condition: runningTasksBelowDesired(tasks) },
      ...(expected && { "no-requests": { readBy: "bake", condition: requestsStopped(http) } }),
    },
    graphs: {
      traffic: counts.requests.map((measure, index) => ({
        measure,
        ...minute,
        label: `requests a minute, ${colors[index]}`,
      })),
      errors: [errorRate],
      latency: [
        { ...p95.blue, label: "p95, s, blue" },
        { ...p95.green, label: "p95, s, green" },
      ],
      saturation: [
        { measure: taskUse(tasks, "CPU"), ...minute, label: "CPU, %" },
        { measure: taskUse(tasks, "Memory"), ...minute, label: "memory, %" },
        { measure: taskCount(tasks, "Desired"), ...minute, label: "tasks that are wanted" },
        { measure: taskCount(tasks, "Running"), ...minute, label: "tasks that run" },
      ],
    },
    budget: {
      availability: slo.availability,
      requests: counts.requests,
      errors: counts.errors,
      expectsTraffic: expected,
      minimumRequests,
    },
    syntheticCheck: { host: context.settings.domain.name, checks },
  };
}
