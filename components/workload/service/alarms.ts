import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { metricAlarm } from "../../observe/alarms/alarm";
import type { AlarmCondition } from "../../observe/condition";
import {
  type HttpService,
  httpErrorRate,
  latencyP95,
  requestsStopped,
  unhealthyHosts,
} from "../../observe/metrics/http";
import { type EcsService, runningTasksBelowDesired } from "../../observe/metrics/tasks";
import { trafficOf } from "../../observe/traffic";

export interface ServiceAlarmsArgs {
  /** The workload's context. */
  context: Context;
  slo: WorkloadOf<"service">["slo"];
  http: HttpService;
  tasks: EcsService;
  /** ARN of the alert topic. */
  alertTopicArn: pulumi.Input<string>;
}

/**
 * Makes the health criteria of a service (CI/CL-002 §7.1, §13), over both of its target groups.
 *
 * `rollback` is what stops a deployment; `watched` is what must be quiet beside it, and could not
 * be quiet before the first release.
 */
export function serviceAlarms(
  name: string,
  { context, slo, http, tasks, alertTopicArn }: ServiceAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): { rollback: aws.cloudwatch.MetricAlarm[]; watched: aws.cloudwatch.MetricAlarm[] } {
  const { http5xxPercent: thresholdPercent, minimumRequests } = context.settings.alarms;
  const make = (component: string, condition: AlarmCondition) =>
    metricAlarm(`${name}-${component}`, { context, component, alertTopicArn, ...condition }, opts);
  const latency = (targetGroupSuffix: pulumi.Input<string>) =>
    latencyP95({
      loadBalancerSuffix: http.loadBalancerSuffix,
      targetGroupSuffix,
      seconds: slo.p95,
    });
  const [blue, green] = http.targetGroupSuffixes;
  return {
    rollback: [
      make("http-errors", httpErrorRate({ ...http, thresholdPercent, minimumRequests })),
      make("latency-blue", latency(blue)),
      make("latency-green", latency(green)),
      make("unhealthy-hosts", unhealthyHosts(http)),
      make("missing-tasks", runningTasksBelowDesired(tasks)),
    ],
    watched:
      trafficOf(context, slo) === "expected" ? [make("no-requests", requestsStopped(http))] : [],
  };
}
