import type * as aws from "@pulumi/aws";
import type { Tested } from "../observe/canary/canary-parameters";
import type { Signals } from "../observe/dashboard/workload-widgets";
import type { ServiceLevel } from "../observe/metrics/burn";

/** What there is to observe of a workload, whatever its kind. */
export interface Observed {
  /** What stops a release and takes it back. */
  readonly rollbackAlarms: readonly aws.cloudwatch.MetricAlarm[];
  /** What the bake and the watch read beside those: a release must not wait for these. */
  readonly bakeAlarms: readonly (aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm)[];
  /** What its dashboard shows. */
  readonly graphs: Pick<Signals, "traffic" | "errors" | "latency" | "saturation">;
  /** Its error budget. @default - it has none */
  readonly budget?: ServiceLevel;
  /** What a synthetic test asks of it. @default - nothing: it answers no requests */
  readonly tested?: Tested;
}
