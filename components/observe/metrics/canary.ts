import type { Input } from "@pulumi/pulumi";
import type { AlarmCondition } from "../condition";

export interface CanarySuccessArgs {
  /** Name of the Synthetics canary. */
  readonly canaryName: Input<string>;
  /** Time between its runs, in minutes. */
  readonly minutes: number;
}

/** Two of three runs of a canary failed. A run that does not happen counts as failed. */
export function canarySuccess({ canaryName, minutes }: CanarySuccessArgs): AlarmCondition {
  return {
    description: "Two of three runs of the synthetic test failed, or did not happen.",
    measure: {
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      dimensions: { CanaryName: canaryName },
      statistic: "Average",
    },
    period: minutes * 60,
    comparison: "<",
    threshold: 100,
    periods: 3,
    datapoints: 2,
    missingData: "breaching",
    warmUpMinutes: 3 * minutes + 5,
  };
}
