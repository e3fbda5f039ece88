import { formatProblem } from "../problems";
import { RUNTIME_ENDS } from "./runtimes";
import { type Catalog, factsOf } from "./workload";

/** Days before its end in which AWS announces it (Lambda developer guide, "Runtime deprecation"). */
const NOTICE_DAYS = 180;

/** A warning for each function whose runtime ends soon or has ended, as `today` is. */
export function runtimeWarnings(catalog: Catalog, today: Date): string[] {
  return catalog.flatMap((workload) => {
    const { lambda } = factsOf(workload);
    if (!lambda) return [];
    const end = RUNTIME_ENDS[lambda.runtime];
    const days = (Date.parse(end) - today.getTime()) / 86_400_000;
    if (days > NOTICE_DAYS) return [];
    const want = `a runtime that AWS patches after ${end}`;
    return [`${workload.name}: ${formatProblem("runtime", lambda.runtime, want)}`];
  });
}
