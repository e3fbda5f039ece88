import type { Catalog, Workload } from "../workload";

/**
 * The workloads that have to be made before `caller`: AWS chooses the id of an HTTP API, so its URL is
 * known only once it is made. Every other address follows from names. What replaces a retired workload
 * takes its path before that gives it up.
 */
function madeBefore(caller: Workload, catalog: Catalog): Workload[] {
  const called = caller.links.flatMap(({ to, verb }) => {
    const target = catalog.find(({ name }) => name === to);
    return target?.kind === "function" && verb === "call" ? [target] : [];
  });
  return [...called, ...catalog.filter(({ name }) => name === caller.retired?.replacedBy)];
}

/** The catalog in an order in which every workload comes after those whose address it needs. */
export function inOrderOfLinks(catalog: Catalog): Workload[] {
  const ordered = new Set<Workload>();
  const visit = (workload: Workload, open: readonly Workload[]) => {
    if (ordered.has(workload) || open.includes(workload)) return;
    for (const each of madeBefore(workload, catalog)) visit(each, [...open, workload]);
    ordered.add(workload);
  };
  for (const each of catalog) visit(each, []);
  return [...ordered];
}

/** Every cycle of workloads of which each has to be made before the one before it, each only once. */
export function cyclesOf(catalog: Catalog): string[][] {
  const cycles = new Map<string, string[]>();
  const visit = (workload: Workload, path: readonly Workload[]) => {
    const at = path.indexOf(workload);
    if (at >= 0) {
      const names = path.slice(at).map(({ name }) => name);
      const key = [...names].sort().join(" ");
      if (!cycles.has(key)) cycles.set(key, [...names, workload.name]);
      return;
    }
    for (const each of madeBefore(workload, catalog)) visit(each, [...path, workload]);
  };
  for (const each of catalog) visit(each, []);
  return [...cycles.values()];
}
