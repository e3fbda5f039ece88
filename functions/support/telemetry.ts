import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { Tracer } from "@aws-lambda-powertools/tracer";
import type { Context } from "aws-lambda";
import { hideSecretsIn, withoutSecrets } from "../../infra/secrets";
import type { Runtime } from "./runtime";

/** CloudWatch namespace of the functions' own metrics. */
const NAMESPACE = "nc/functions";

/** What a function says of itself while it handles one event. */
export interface Telemetry {
  readonly log: Logger;
  /** Counts one more of something. */
  readonly count: (metric: string) => void;
}

/**
 * Handles one event with log, metrics and trace. What fails is logged and thrown on: Lambda counts it, tries
 * again, and keeps the event. No secret is in what is logged and thrown.
 */
export async function observed<T>(
  { quiet = false }: Pick<Runtime, "quiet">,
  context: Context,
  work: (telemetry: Telemetry) => Promise<T>,
): Promise<T> {
  const serviceName = context.functionName;
  const log = new Logger({
    serviceName,
    logLevel: quiet ? "SILENT" : "INFO",
    jsonReplacerFn: (_, value) => (typeof value === "string" ? withoutSecrets(value) : value),
  });
  const metrics = new Metrics({ namespace: NAMESPACE, serviceName });
  const tracer = new Tracer({ serviceName, enabled: !quiet });
  const parent = tracer.getSegment();
  const segment = parent?.addNewSubsegment("handler");
  if (segment) tracer.setSegment(segment);
  log.addContext(context);
  const count = (metric: string) => metrics.addMetric(metric, "Count", 1);
  try {
    return await work({ log, count });
  } catch (error) {
    const thrown = error instanceof Error ? error : new Error(`${error}`);
    hideSecretsIn(thrown);
    log.error("the event was not handled", thrown);
    tracer.addErrorAsMetadata(thrown);
    throw thrown;
  } finally {
    if (!quiet && metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    segment?.close();
    if (parent) tracer.setSegment(parent);
  }
}
