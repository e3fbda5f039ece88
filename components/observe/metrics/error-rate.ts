/**
 * Metric math: errors in percent of requests, and 0 where there are fewer than `minimum`.
 *
 * Both are expressions. The divisor is never 0, as one bad division would make the whole point
 * missing.
 */
export function errorRate(errors: string, requests: string, minimum: number): string {
  return `IF(${requests} >= ${minimum}, 100 * (${errors}) / IF(${requests} > 0, ${requests}, 1), 0)`;
}

/** Metric math: the metric `id`, and 0 where nothing was reported. */
export function filled(id: string): string {
  return `FILL(${id}, 0)`;
}
