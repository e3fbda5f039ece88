import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";

/** Least concurrency of an event source (Lambda API, ScalingConfig). */
const CONCURRENCY_MIN = 2;

export interface EventSourceArgs {
  /** Context of the workload: it gives names, tags and settings. */
  context: Context;
  /** The workload's entry in the catalog. */
  workload: WorkloadOf<"function">;
  /** How the function consumes the queue: batch size and concurrency, as in the catalog. */
  consumes: NonNullable<WorkloadOf<"function">["consumes"]>;
  /** ARN of the SQS queue. */
  queueArn: pulumi.Input<string>;
  /** Alias of the function that consumes the queue. */
  alias: aws.lambda.Alias;
}

/** Has the alias of a function consume a queue in batches (CI/CL-002 §7.3). */
export class EventSource extends pulumi.ComponentResource {
  /** Id of the mapping. */
  readonly mappingId: pulumi.Output<string>;

  constructor(name: string, args: EventSourceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:workload:EventSource", name, {}, opts);
    const { context, workload, consumes, queueArn, alias } = args;

    const mapping = new aws.lambda.EventSourceMapping(
      name,
      {
        eventSourceArn: queueArn,
        functionName: alias.arn,
        batchSize: consumes.batchSize,
        maximumBatchingWindowInSeconds: consumes.batchWindow ?? 0,
        // A message that fails comes back alone, not with its whole batch.
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: concurrencyFor(workload) },
        tags: context.tags("queue"),
      },
      // Lambda asks at once whether the function's role may read the queue; the function waited for that.
      { parent: this },
    );

    this.mappingId = mapping.uuid;
    this.registerOutputs({ mappingId: this.mappingId });
  }
}

/**
 * How many executions may work on messages at once: all that are reserved for the function, so that
 * none is throttled and counted as a failed receive; half of them where it answers requests too.
 */
function concurrencyFor({ concurrency, http }: WorkloadOf<"function">): number {
  return http ? Math.max(Math.floor(concurrency / 2), CONCURRENCY_MIN) : concurrency;
}
