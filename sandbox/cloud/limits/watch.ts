import { entries, isGiven, type Judged, part, type Rules, required, shaped } from "./rule";

/** Most alarms of a composite alarm, and most characters of its rule (PutCompositeAlarm). */
const CHILDREN = 100;
const RULE = 10_240;

/** Most widgets of a dashboard, and most metrics of one widget and of all (CloudWatch quotas). */
const WIDGETS = 500;
const METRICS = 2500;

/** Environment of a canary's function, in bytes (CreateCanary, CanaryRunConfigInput). */
const ENVIRONMENT = 4096;

/** Composite alarms, dashboards and Synthetics. Source of each: its Put* or Create* operation. */
export const WATCH: Rules = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": [required("alarmRule"), ruleFits, actionsFit],
  "aws:cloudwatch/dashboard:Dashboard": [required("dashboardName", "dashboardBody"), bodyFits],
  "aws:synthetics/canary:Canary": [
    required("artifactS3Location", "executionRoleArn", "handler", "runtimeVersion", "schedule"),
    shaped(
      "artifactS3Location",
      1024,
      /^s3:\/\/[a-z0-9-]+(\/|$)/,
      "s3:// and a bucket without dots",
    ),
    shaped("handler", 128, /^([\w-]+\/)*[\w-]+\.[\w-]+$/, "a file and what to call in it"),
    codeFits,
    runFits,
  ],
};

/** Five actions for each state. Source: PutMetricAlarm, PutCompositeAlarm. */
export function actionsFit({ inputs, refuse }: Judged): void {
  for (const key of ["alarmActions", "okActions", "insufficientDataActions"]) {
    const actions = inputs[key];
    if (!Array.isArray(actions) || actions.length <= 5) continue;
    refuse(key, `${actions.length} actions`, "at most 5");
  }
}

/** What is computed of metrics. Source: CloudWatch API, MetricDataQuery. */
export function mathFits({ inputs, refuse }: Judged): void {
  const queries = entries(inputs.metricQueries).map(([, query]) => query);
  if (queries.length === 0) return;
  const metrics = queries.flatMap(({ metric }) => part(metric) ?? []);
  if (metrics.length > 10) refuse("metricQueries", `${metrics.length} metrics`, "at most 10");
  if (queries.length > 20) refuse("metricQueries", `${queries.length} queries`, "at most 20");
  const results = queries.filter(({ returnData }) => returnData === true).length;
  if (results !== 1) refuse("metricQueries", `${results} with returnData`, "exactly one");
  const ids = queries.map(({ id }) => id).filter((id) => typeof id === "string");
  if (new Set(ids).size < ids.length) refuse("metricQueries", ids, "no id twice");
  for (const id of ids) {
    if (/^[a-z]\w*$/.test(id)) continue;
    refuse("metricQueries", id, "an id of letters, digits and _, a small letter first");
  }
}

function ruleFits({ inputs, refuse }: Judged): void {
  const { alarmRule } = inputs;
  if (typeof alarmRule !== "string") return;
  if (alarmRule.length > RULE) {
    refuse("alarmRule", `${alarmRule.length} characters`, `at most ${RULE}`);
  }
  const children = new Set(alarmRule.match(/"[^"]+"/g)).size;
  if (children > CHILDREN) refuse("alarmRule", `${children} alarms`, `at most ${CHILDREN}`);
}

function bodyFits({ inputs, refuse }: Judged): void {
  const { dashboardBody } = inputs;
  if (typeof dashboardBody !== "string") return;
  const widgets = widgetsOf(dashboardBody);
  if (!widgets) {
    refuse("dashboardBody", dashboardBody, "JSON with a list of widgets");
    return;
  }
  if (widgets.length > WIDGETS) {
    refuse("dashboardBody", `${widgets.length} widgets`, `at most ${WIDGETS}`);
  }
  const counts = widgets.map(([, { properties }]) => {
    const rows = part(properties)?.metrics;
    return Array.isArray(rows) ? rows.filter(([first]) => typeof first === "string").length : 0;
  });
  const most = Math.max(0, ...counts);
  if (most > WIDGETS) refuse("dashboardBody", `${most} metrics of a widget`, `at most ${WIDGETS}`);
  const sum = counts.reduce((left, right) => left + right, 0);
  if (sum > METRICS) refuse("dashboardBody", `${sum} metrics`, `at most ${METRICS}`);
}

function widgetsOf(body: string) {
  try {
    const { widgets } = Object(JSON.parse(body));
    return Array.isArray(widgets) ? entries(widgets) : undefined;
  } catch {
    return undefined;
  }
}

function codeFits({ inputs: { s3Bucket, s3Key, zipFile }, refuse }: Judged): void {
  if (isGiven(s3Bucket) === isGiven(zipFile)) {
    refuse("zipFile", zipFile, "a zip, or s3Bucket and s3Key, not both");
  }
  if (isGiven(s3Bucket) !== isGiven(s3Key)) {
    refuse("s3Key", s3Key, "a key if and only if s3Bucket is given");
  }
}

function runFits({ inputs, refuse }: Judged): void {
  const {
    timeoutInSeconds: timeout,
    memoryInMb: memory,
    environmentVariables,
  } = part(inputs.runConfig) ?? {};
  const every = secondsOf(part(inputs.schedule)?.expression);
  if (typeof timeout === "number" && (timeout < 3 || timeout > Math.min(840, every))) {
    const want = `from 3 to ${Math.min(840, every)}, and no longer than it is to the next run`;
    refuse("runConfig.timeoutInSeconds", timeout, want);
  }
  if (typeof memory === "number" && (memory < 960 || memory > 3008 || memory % 64 !== 0)) {
    refuse("runConfig.memoryInMb", memory, "from 960 to 3008 in steps of 64");
  }
  const size = Buffer.byteLength(JSON.stringify(environmentVariables ?? {}));
  if (size > ENVIRONMENT) {
    refuse("runConfig.environmentVariables", `${size} bytes`, `at most ${ENVIRONMENT}`);
  }
}

/** Time between the runs of `rate(5 minutes)`, in seconds; without end for anything else. */
function secondsOf(expression: unknown): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour)s?\)$/.exec(String(expression)) ?? [];
  return count ? Number(count) * (unit === "hour" ? 3600 : 60) : Number.POSITIVE_INFINITY;
}
