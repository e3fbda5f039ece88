import { findBy } from "../../resources";
import type { Account } from "../../world";
import { behaviourOf } from "../behaviours";
import { matchesOf } from "../events/matches";
import { queueMetric } from "../queues/metrics";
import { customValue } from "./custom-metrics";
import { historyOf, type Load } from "./history";
import { successPercent } from "./synthetic-checks";

/** One metric and how its points are put together. */
export interface MetricQuery {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Such as `Sum`, `Maximum` or `p95`. */
  readonly stat: string;
}

/** Requests that callers send to each workload, per minute. */
const REQUESTS_PER_MINUTE = 600;

/** Share of a 5xx release's answers that are errors. */
const ERROR_SHARE = 0.2;

/** Seconds that an answer takes: well, and of a slow release. */
const QUICK = 0.05;
const SLOW = 2;

/**
 * The value of a metric over a time, from what ran in it and how that behaves; `undefined` where CloudWatch
 * has no points. A metric that the simulation does not know has those that were published.
 */
export function metricValue(
  account: Account,
  query: MetricQuery,
  start: Date,
  end: Date,
): number | undefined {
  const { namespace, metricName, dimensions } = query;
  const minutes = (end.getTime() - start.getTime()) / 60_000;
  const over = (source: string) => average(account, source, start, end);
  switch (namespace) {
    case "AWS/ApplicationELB":
      return ofRequests(account, over(dimensions.TargetGroup ?? ""), minutes)[metricName];
    case "AWS/Lambda":
      return (
        ofRequests(account, over(`function:${dimensions.Resource}`), minutes)[metricName] ??
        customValue(account, query, start, end)
      );
    case "AWS/ApiGateway":
      return ofRequests(account, over(behindApi(account, dimensions.ApiId)), minutes)[metricName];
    case "ECS/ContainerInsights":
      return ofTasks(account, latest(account, `service:${dimensions.ServiceName}`, end))[
        metricName
      ];
    case "AWS/SQS":
      return queueMetric(account, dimensions.QueueName ?? "", metricName, { start, end });
    case "AWS/Events": {
      const matches = matchesOf(account, dimensions.RuleName ?? "", start, end);
      return matches === 0 ? undefined : matches;
    }
    case "CloudWatchSynthetics":
      if (metricName !== "SuccessPercent") return undefined;
      return successPercent(account, dimensions.CanaryName ?? "", over);
    default:
      return customValue(account, query, start, end);
  }
}

/** What ran of a source, each by its share of the time. */
function average(account: Account, source: string, start: Date, end: Date): Load[] {
  const segments = historyOf(account, source);
  const whole = end.getTime() - start.getTime();
  return segments.flatMap(({ from, loads }, index) => {
    const until = segments[index + 1]?.from;
    const begin = Math.max(start.getTime(), new Date(from).getTime());
    const finish = until === undefined ? end.getTime() : Math.min(end.getTime(), +new Date(until));
    const part = Math.max(0, finish - begin) / whole;
    return part === 0 ? [] : loads.map((each) => ({ ...each, share: each.share * part }));
  });
}

/** What ran of a source at a time. */
function latest(account: Account, source: string, at: Date): readonly Load[] {
  const before = historyOf(account, source).filter(({ from }) => new Date(from) < at);
  return before.at(-1)?.loads ?? [];
}

/** Metrics of what answers requests: the load balancer's, Lambda's and API Gateway's have their own names. */
function ofRequests(account: Account, loads: readonly Load[], minutes: number) {
  const behaviours = loads.map((load) => ({ ...load, behaviour: behaviourOf(account, load.code) }));
  const served = behaviours.filter(({ share, behaviour }) => share > 0 && behaviour !== "silent");
  const count = (share: number) => Math.round(share * REQUESTS_PER_MINUTE * minutes);
  const requests = count(served.reduce((sum, { share }) => sum + share, 0));
  const errors = count(
    served.reduce((sum, { share, behaviour }) => {
      if (behaviour === "crashing" || behaviour === "broken") return sum + share;
      return behaviour === "5xx" ? sum + share * ERROR_SHARE : sum;
    }, 0),
  );
  const crashed = behaviours.some(({ tasks, behaviour }) => tasks > 0 && behaviour === "crashing");
  const slow = served.some(({ behaviour }) => behaviour === "slow");
  const seconds = slow ? SLOW : QUICK;
  const has = (value: number) => (requests > 0 ? value : undefined);
  const few = (value: number) => (value > 0 ? value : undefined);
  const metrics: Record<string, number | undefined> = {
    RequestCount: has(requests),
    HTTPCode_Target_5XX_Count: few(errors),
    TargetResponseTime: has(seconds),
    UnHealthyHostCount: loads.length === 0 ? undefined : Number(crashed),
    Invocations: has(requests),
    Errors: has(errors),
    Throttles: has(0),
    Duration: has(seconds * 1000),
    Count: has(requests),
    "5xx": has(errors),
  };
  return metrics;
}

function ofTasks(account: Account, loads: readonly Load[]) {
  const sum = (of: readonly Load[]) => of.reduce((all, { tasks }) => all + tasks, 0);
  const running = loads.filter(({ code }) => behaviourOf(account, code) !== "crashing");
  const metrics: Record<string, number | undefined> = {
    DesiredTaskCount: loads.length === 0 ? undefined : sum(loads),
    RunningTaskCount: loads.length === 0 ? undefined : sum(running),
  };
  return metrics;
}

/** The alias behind an HTTP API. */
function behindApi(account: Account, apiId: unknown): string {
  const integration = findBy(account, "aws:apigatewayv2/integration:Integration", "apiId", apiId);
  const uri = String(integration?.state.integrationUri ?? "");
  return `function:${/:function:([^/]+)/.exec(uri)?.[1] ?? ""}`;
}
