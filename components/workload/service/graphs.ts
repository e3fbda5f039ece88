import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import {
  type HttpService,
  httpCounts,
  httpErrorRate,
  latencyP95,
} from "../../observe/metrics/http";
import { type EcsService, taskCount, taskUse } from "../../observe/metrics/tasks";
import { trafficOf } from "../../observe/traffic";
import type { Observed } from "../observed";

export interface ServiceGraphsArgs {
  /** The workload's context. */
  context: Context;
  slo: WorkloadOf<"service">["slo"];
  http: HttpService;
  tasks: EcsService;
}

/** What the dashboard shows of a service, over both of its target groups, and its error budget. */
export function serviceGraphs(args: ServiceGraphsArgs): Pick<Observed, "graphs" | "budget"> {
  const { context, slo, http, tasks } = args;
  const { http5xxPercent: thresholdPercent, minimumRequests } = context.settings.alarms;
  const { loadBalancerSuffix, targetGroupSuffixes } = http;
  const { requests, errors } = httpCounts(http);
  const colors = ["blue", "green"];
  const minute = { period: 60 };
  return {
    graphs: {
      traffic: requests.map((measure, index) => ({
        measure,
        ...minute,
        label: `requests a minute, ${colors[index]}`,
      })),
      errors: [httpErrorRate({ ...http, thresholdPercent, minimumRequests })],
      latency: targetGroupSuffixes.map((targetGroupSuffix, index) => ({
        ...latencyP95({ loadBalancerSuffix, targetGroupSuffix, seconds: slo.p95 }),
        label: `p95, s, ${colors[index]}`,
      })),
      saturation: [
        { measure: taskUse(tasks, "CPU"), ...minute, label: "CPU, %" },
        { measure: taskUse(tasks, "Memory"), ...minute, label: "memory, %" },
        { measure: taskCount(tasks, "Desired"), ...minute, label: "tasks that are wanted" },
        { measure: taskCount(tasks, "Running"), ...minute, label: "tasks that run" },
      ],
    },
    budget: {
      availability: slo.availability,
      requests,
      errors,
      traffic: trafficOf(context, slo),
      minimumRequests,
    },
  };
}
