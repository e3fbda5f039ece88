import { formatProblem, InvalidInput } from "../problems";
import type { Shape } from "./shape";
import { type Catalog, shapeOf } from "./workload";

/**
 * Refuses a catalog in which a workload became something else under its name: AWS keeps one resource of a
 * name, and the old one serves until the new one is released.
 *
 * @param former - shapes that the last update admitted, by workload
 * @throws {InvalidInput} that lists every such field
 */
export function checkForms(
  catalog: Catalog,
  former: Readonly<Record<string, readonly Shape[]>>,
  environment: string,
): void {
  const problems = catalog.flatMap((workload) => {
    const [before] = former[workload.name] ?? [];
    if (before === undefined) return [];
    const { form } = shapeOf(workload);
    const changed = ["kind", ...Object.keys(form)].find(
      (field) => form[field] !== before.form[field],
    );
    if (changed === undefined) return [];
    const want = `${JSON.stringify(before.form[changed])}, as it is in ${environment}: ${HOW}`;
    return [`${workload.name}: ${formatProblem(changed, form[changed], want)}`];
  });
  if (problems.length > 0) throw new InvalidInput("stacks/catalog", problems);
}

const HOW =
  "a workload of another kind has another name, and this one is retired; where nothing of it is to be " +
  "kept, apply once without its entry";
