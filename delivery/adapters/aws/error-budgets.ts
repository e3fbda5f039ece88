import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { ErrorBudgets } from "../../ports/error-budgets";
import type { AwsClients } from "./clients";

const DAY = 86_400;
/** Days over which an SLO's budget is counted (docs/workloads.md, `slo.availability`). */
const PERIOD_DAYS = 30;

/** Ids of the queries that count. */
const COUNTS = ["requests", "errors"];

/**
 * Error budgets, counted by the queries of an alarm on the budget's burn rate, which the contract names: what requests
 * and errors of the workload are is said once, where the alarm is made.
 */
export function cloudWatchErrorBudgets(clients: AwsClients, now: () => Date): ErrorBudgets {
  return {
    async of(contract) {
      const budget = "errorBudget" in contract ? contract.errorBudget : undefined;
      if (budget === undefined) return {};
      const { alarm, availability } = budget;
      const client = await clients.cloudWatch();
      const { MetricAlarms = [] } = await client.describeAlarms({ AlarmNames: [alarm] });
      const queries = MetricAlarms[0]?.Metrics;
      if (queries === undefined) throw new Error(`there is no alarm ${alarm} with queries`);
      const { MetricDataResults = [], NextToken } = await client.getMetricData({
        MetricDataQueries: daily(queries),
        StartTime: new Date(now().getTime() - PERIOD_DAYS * DAY * 1000),
        EndTime: now(),
      });
      if (NextToken !== undefined) throw new Error("AWS gives more than a value for each day");
      const sumOf = (id: string) => {
        const result = MetricDataResults.find((each) => each.Id === id);
        if (result?.StatusCode !== "Complete") {
          throw new Error(`CloudWatch does not know all ${id} that the alarm ${alarm} counts`);
        }
        return (result.Values ?? []).reduce((sum, value) => sum + value, 0);
      };
      const allowed = (sumOf("requests") * (100 - availability)) / 100;
      const errors = sumOf("errors");
      // Without a request, nothing is spent.
      if (allowed === 0) return { remainingPercent: errors === 0 ? 100 : 0 };
      return { remainingPercent: Math.round(100 * (1 - errors / allowed)) };
    },
  };
}

/** The queries that count requests and errors, by day, and none of what the alarm computes from them. */
function daily(queries: readonly MetricDataQuery[]): MetricDataQuery[] {
  const counting = queries.filter(
    ({ Id = "", MetricStat }) => MetricStat !== undefined || [...COUNTS, "none"].includes(Id),
  );
  return counting.map(({ Id = "", MetricStat, Expression }) => ({
    Id,
    ReturnData: COUNTS.includes(Id),
    ...(MetricStat === undefined ? { Expression } : { MetricStat: { ...MetricStat, Period: DAY } }),
  }));
}
