/** One preview, measured. */
export interface Measure {
  /** How many workloads the catalog had. */
  readonly workloads: number;
  /** How many resources the plan has. */
  readonly resources: number;
  /** From the start of the process to its end. */
  readonly seconds: number;
}

/** A line for each measure, and whether a workload took longer the more of them there were. */
export function summarize(measures: readonly Measure[]): string {
  const [first, ...others] = measures;
  if (first === undefined) return "nothing was measured";
  return [...measures.map(lineOf), ...others.map((other) => compare(first, other))].join("\n");
}

function lineOf(measure: Measure): string {
  const { workloads, resources, seconds } = measure;
  return (
    `${workloads} workloads: ${seconds.toFixed(1)} s, ${perWorkload(measure).toFixed(2)} s each; ` +
    `${resources} resources, ${((seconds / resources) * 1000).toFixed(0)} ms each`
  );
}

/** What all workloads share takes its time once, so the line also says what one more adds. */
function compare(first: Measure, other: Measure): string {
  const [before, after] = [perWorkload(first), perWorkload(other)];
  const more = (other.seconds - first.seconds) / (other.workloads - first.workloads);
  const verdict = after <= before ? "no higher" : "HIGHER";
  return (
    `The time per workload with ${other.workloads} is ${verdict} than with ${first.workloads}: ` +
    `${after.toFixed(2)} s, ${before.toFixed(2)} s; each one more took ${more.toFixed(2)} s`
  );
}

function perWorkload({ seconds, workloads }: Measure): number {
  return seconds / workloads;
}
