import type { Catalog } from "../catalog/workload";
import { formatProblem, InvalidInput } from "../problems";
import type { Settings } from "../settings/parse";
import { criticalPath, type PathSettings, totalMinutes } from "./critical-path";

/** Settings of other environments, as far as they have a stack file that can be read. */
export type OtherSettings = Partial<PathSettings>;

/**
 * Refuses settings by which a release cannot be in prod in the time that is the target (`kpi.leadTimeMinutes`,
 * CI/CL-002 §19), whatever people do. An environment of which nothing is known counts as one with the same times.
 *
 * @throws {InvalidInput} that shows the sum, once for all workloads that have the same
 */
export function checkLeadTime(own: Settings, catalog: Catalog, others: OtherSettings): void {
  const path: PathSettings = { stg: own, prod: own, ...others, [own.environment]: own };
  const target = path.prod.kpi.leadTimeMinutes;
  const workloadsBySum = new Map<string, string[]>();
  for (const workload of catalog) {
    if (workload.retired !== undefined) continue;
    const steps = criticalPath(workload, path);
    const total = totalMinutes(steps);
    if (total <= target) continue;
    const sum = steps.map(({ name, minutes }) => `${name} ${minutes}`).join(" + ");
    const want = `at least ${total}, or shorter steps, as a release takes ${sum} minutes`;
    workloadsBySum.set(want, [...(workloadsBySum.get(want) ?? []), workload.name]);
  }
  const problems = [...workloadsBySum].map(([want, names]) =>
    formatProblem("kpi.leadTimeMinutes", target, `${want} (${names.join(", ")})`),
  );
  if (problems.length > 0) throw new InvalidInput("Lead time from tag to prod", problems);
}
