import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { service } from "../../service";
import { ALARMS } from "./alarms";
import { METRICS } from "./metrics";

/** CloudWatch: alarms and metrics. */
export const CLOUDWATCH = service(new CloudWatchClient({ region: "us-east-1" }), [
  ...ALARMS,
  ...METRICS,
]);
