import type { Catalog } from "../workload";
import type { Link } from "./fields";

/** A link, from its caller to its target. */
export interface Edge extends Link {
  readonly from: string;
}

/** Every link of a catalog, in its order. */
export function edgesOf(catalog: Catalog): Edge[] {
  return catalog.flatMap(({ name: from, links }) => links.map((link) => ({ from, ...link })));
}

/** The edges as a table in Markdown, one row each, as dashboards and documents show it. */
export function edgeTable(edges: readonly Edge[]): string {
  const rows = edges.map(({ from, verb, to, resource }) => {
    const target = resource === undefined ? to : `${to}: ${resource}`;
    return `| ${from} | ${verb} | ${target} |`;
  });
  return ["| workload | may | of |", "| --- | --- | --- |", ...rows].join("\n");
}
