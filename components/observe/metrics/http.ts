import type { Input } from "@pulumi/pulumi";
import { type AlarmCondition, type Metric, TWO_OF_THREE } from "../condition";
import { errorRate, filled } from "./error-rate";

/** A service behind the load balancer. Its two target groups change places in every release. */
export interface HttpService {
  /** The load balancer's `arnSuffix`. */
  readonly loadBalancerSuffix: Input<string>;
  /** The `arnSuffix` of both target groups. */
  readonly targetGroupSuffixes: readonly [Input<string>, Input<string>];
}

export interface HttpErrorRateArgs extends HttpService {
  /** Share of answers with status 5xx, in percent, above which it goes off. */
  readonly thresholdPercent: number;
  /** Requests a minute below which no share is computed. */
  readonly minimumRequests: number;
}

/**
 * The targets answer too many requests with 5xx: counted over both groups together, and in each
 * alone, so that the few requests of a new version's first step are not lost among the rest.
 *
 * Never the load balancer's own 5xx: the test listener's 503 of a group that is still empty counts
 * there. And no answers is no bad release: {@link requestsStopped} judges silence.
 */
export function httpErrorRate(args: HttpErrorRateArgs): AlarmCondition {
  const { thresholdPercent, minimumRequests } = args;
  const { requests, errors } = httpCounts(args);
  const share = (failed: string, of: string) => errorRate(failed, of, minimumRequests);
  return {
    description: `More than ${thresholdPercent} % of a minute's requests were answered with 5xx.`,
    measure: {
      metrics: {
        requests1: requests[0],
        requests2: requests[1],
        errors1: errors[0],
        errors2: errors[1],
      },
      steps: {
        requests: `${filled("requests1")} + ${filled("requests2")}`,
        errors: `${filled("errors1")} + ${filled("errors2")}`,
        together: share("errors", "requests"),
        group1: share(filled("errors1"), filled("requests1")),
        group2: share(filled("errors2"), filled("requests2")),
      },
      expression: "MAX([together, group1, group2])",
      label: "5xx, % of requests",
    },
    ...TWO_OF_THREE,
    comparison: ">",
    threshold: thresholdPercent,
    missingData: "notBreaching",
  };
}

export interface LatencyP95Args {
  /** The load balancer's `arnSuffix`. */
  readonly loadBalancerSuffix: Input<string>;
  /** The `arnSuffix` of one target group: a percentile cannot be added up over two. */
  readonly targetGroupSuffix: Input<string>;
  /** Longest 95th percentile of the response time, in seconds. */
  readonly p95: number;
}

/** Requests to one target group take too long. The group that has no traffic is not slow. */
export function latencyP95(args: LatencyP95Args): AlarmCondition {
  const { loadBalancerSuffix, targetGroupSuffix, p95 } = args;
  return {
    description: `The 95th percentile of the response time is above ${p95} s.`,
    measure: targetMetric("TargetResponseTime", "p95", loadBalancerSuffix, targetGroupSuffix),
    ...TWO_OF_THREE,
    comparison: ">",
    threshold: p95,
    missingData: "notBreaching",
  };
}

/**
 * A target of either group fails its health check, for longer than a new one may take to start. A group
 * without targets reports nothing.
 *
 * @param startSeconds - time that a task has to start
 */
export function unhealthyHosts(service: HttpService, startSeconds: number): AlarmCondition {
  const [hosts1, hosts2] = metricsOfBoth(service, "UnHealthyHostCount", "Maximum");
  // It may start at the end of one minute, and be ready at the start of another.
  const datapoints = Math.ceil(startSeconds / 60) + 2;
  return {
    description: "A target fails the load balancer's health check.",
    measure: {
      metrics: { hosts1, hosts2 },
      expression: `${filled("hosts1")} + ${filled("hosts2")}`,
      label: "unhealthy targets",
    },
    period: 60,
    comparison: ">",
    threshold: 0,
    periods: datapoints + 1,
    datapoints,
    missingData: "notBreaching",
  };
}

/**
 * No request came for a quarter of an hour. To be made only where traffic is expected, and never
 * to be read by CodeDeploy: before the first release there is nothing but silence, and CodeDeploy
 * deploys nothing while an alarm is on.
 */
export function requestsStopped(service: HttpService): AlarmCondition {
  const [requests1, requests2] = httpCounts(service).requests;
  return {
    description: "No request came for 15 minutes, though traffic is expected.",
    measure: {
      metrics: { requests1, requests2 },
      expression: `${filled("requests1")} + ${filled("requests2")}`,
      label: "requests",
    },
    period: 300,
    comparison: "<",
    threshold: 1,
    periods: 3,
    missingData: "breaching",
    warmUpMinutes: 30,
  };
}

/** Requests, and answers with 5xx, of both groups: the counts of error rates and budgets. */
export function httpCounts(service: HttpService) {
  return {
    requests: metricsOfBoth(service, "RequestCount", "Sum"),
    errors: metricsOfBoth(service, "HTTPCode_Target_5XX_Count", "Sum"),
  };
}

function metricsOfBoth(
  service: HttpService,
  metricName: string,
  statistic: string,
): [Metric, Metric] {
  const [first, second] = service.targetGroupSuffixes;
  const of = (group: Input<string>) =>
    targetMetric(metricName, statistic, service.loadBalancerSuffix, group);
  return [of(first), of(second)];
}

function targetMetric(
  metricName: string,
  statistic: string,
  LoadBalancer: Input<string>,
  TargetGroup: Input<string>,
): Metric {
  const dimensions = { LoadBalancer, TargetGroup };
  return { namespace: "AWS/ApplicationELB", metricName, dimensions, statistic };
}
