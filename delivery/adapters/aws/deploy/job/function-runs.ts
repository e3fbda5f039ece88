import { liveVersion, pointAlias } from "../lambda/aliases";
import { isReleased, publishRelease } from "../lambda/version";
import type { RunState } from "../run-state";
import type { JobAs, Target } from "../target";
import type { FirstRelease, Runs } from "./runs";
import { enableSchedule, scheduleOf } from "./schedule";

/**
 * Longest until the end of a first run is counted, in milliseconds: 15 minutes, Lambda's longest run (Lambda quotas),
 * and five for its metrics to arrive.
 */
const WITHIN = 20 * 60_000;

/** Seconds of a period of Lambda's metrics (Lambda developer guide, "Viewing metrics for Lambda functions"). */
const PERIOD = 60;

/** The runs of a job that are calls of a function, by its alias `live`. */
export function functionRuns(target: Target<JobAs<"function">>): Runs {
  return {
    async released() {
      const { version } = await liveVersion(target);
      const { State } = await scheduleOf(target);
      return State === "ENABLED" && (await isReleased(target, version)) ? version : undefined;
    },
    prepare: (release) => publishRelease(target, release),
    async isEnabled(to) {
      const { State } = await scheduleOf(target);
      return State === "ENABLED" && (await liveVersion(target)).version === to;
    },
    async enable(to) {
      await moveAliases(target, to);
      await enableSchedule(target);
    },
    async firstRun(first) {
      const { version: before } = await liveVersion(target);
      if (before === first.to) return endOf(target, first);
      await moveAliases(target, first.to);
      await invokeLive(target).catch(async (error: unknown) => {
        // What is live counts as called: the next run of `nc` would only wait for its end.
        await pointAlias(target, "live", before);
        throw error;
      });
      return { state: "in-progress" };
    },
  };
}

/** Points `live` at a version, and `previous` at the one before; nothing where that version is live. */
async function moveAliases(target: Target<JobAs<"function">>, to: string): Promise<void> {
  const { version } = await liveVersion(target);
  if (version === to) return;
  await pointAlias(target, "previous", version);
  await pointAlias(target, "live", to);
}

async function invokeLive({ clients, contract }: Target<JobAs<"function">>): Promise<void> {
  const lambda = await clients.lambda();
  await lambda.invoke({
    FunctionName: contract.functionName,
    Qualifier: contract.aliases.live,
    // As Scheduler calls it: the answer does not wait for the end.
    InvocationType: "Event",
  });
}

/** How the calls of the alias since the deployment began have ended, by Lambda's own count. */
async function endOf(
  { clients, contract, clock }: Target<JobAs<"function">>,
  { at }: FirstRelease,
): Promise<RunState> {
  const { functionName, aliases } = contract;
  const now = clock.now();
  const cloudWatch = await clients.cloudWatch();
  const count = (Id: string, MetricName: string) => ({
    Id,
    MetricStat: {
      Metric: {
        Namespace: "AWS/Lambda",
        MetricName,
        Dimensions: [
          { Name: "FunctionName", Value: functionName },
          { Name: "Resource", Value: `${functionName}:${aliases.live}` },
        ],
      },
      Period: PERIOD,
      Stat: "Sum",
    },
  });
  const { MetricDataResults = [] } = await cloudWatch.getMetricData({
    StartTime: new Date(Math.floor(at.getTime() / (PERIOD * 1000)) * PERIOD * 1000),
    EndTime: now,
    MetricDataQueries: [count("calls", "Invocations"), count("errors", "Errors")],
  });
  const sumOf = (id: string) =>
    MetricDataResults.filter(({ Id }) => Id === id)
      .flatMap(({ Values = [] }) => Values)
      .reduce((sum, each) => sum + each, 0);
  if (sumOf("errors") > 0)
    return { state: "failed", reason: `${functionName} ended with an error` };
  if (sumOf("calls") > 0) return { state: "succeeded" };
  if (now.getTime() < at.getTime() + WITHIN) return { state: "in-progress" };
  return { state: "failed", reason: `no run of ${functionName} was counted within 20 minutes` };
}
