import {
  type Checks,
  checksOf,
  longest,
  type Shape,
  type Shapes,
  valuesOf,
} from "../../../infra/catalog/shape";
import type { WorkloadOf } from "../../../infra/catalog/workload";

/** A function as every version needs its surroundings that may run. */
export interface ServedFunction extends WorkloadOf<"function"> {
  /** Routes of its HTTP API: the catalog's, then those of earlier versions. */
  readonly paths: readonly string[];
  /** What the synthetic tests of each version ask, the wanted one's first. */
  readonly checked: readonly Checks[];
  /** Whether each of these versions answers HTTP: else its synthetic tests would fail, and do not run. */
  readonly allAnswer: boolean;
}

/**
 * What a function's queue and its API have to be until its next release: every route of a version that may
 * run, a queue that the slowest one has time for, and both where only an earlier one needs them. A function
 * itself needs nothing of this: each of its versions keeps its own settings.
 */
export function servedFunction(workload: WorkloadOf<"function">, shapes: Shapes): ServedFunction {
  return {
    ...workload,
    timeout: longest(shapes, ({ timeout }) => timeout),
    consumes: servedQueue(shapes),
    paths: valuesOf(shapes, ({ path }) => path),
    checked: checksOf(shapes),
    allAnswer: shapes.every(({ checks }) => checks !== undefined),
  };
}

/** The batches are those that the version with the smallest ones can work on. */
function servedQueue(shapes: Shapes): Shape["consumes"] {
  const all = shapes.flatMap(({ consumes }) => (consumes ? [consumes] : []));
  const [wanted] = all;
  if (wanted === undefined) return undefined;
  const most = (field: "visibility" | "retention" | "deadLetterRetention") =>
    Math.max(...all.map((each) => each[field]));
  return {
    ...wanted,
    visibility: most("visibility"),
    retention: most("retention"),
    deadLetterRetention: most("deadLetterRetention"),
    batchSize: Math.min(...all.map((each) => each.batchSize)),
  };
}
