import type { Shapes } from "../shape";
import { type Catalog, factsOf, type Workload } from "../workload";
import type { Link } from "./fields";
import { isSameOffer } from "./offers";

/**
 * The catalog with the links that only earlier revisions have, at both of their ends: what runs still reaches
 * what it was released with. A link whose target offers it no more is gone.
 *
 * @param shapes - those that the environment serves, by workload
 */
export function withFormerLinks(catalog: Catalog, shapes: ReadonlyMap<string, Shapes>): Catalog {
  const former = catalog.flatMap((workload) =>
    formerLinks(workload, shapes.get(workload.name), catalog).map((link) => ({
      from: workload.name,
      ...link,
    })),
  );
  return catalog.map((workload): Workload => {
    const { name } = workload;
    const out = former.filter(({ from }) => from === name);
    const inward = former.filter(({ to }) => to === name);
    const links = out.map(({ to, verb, resource }) => ({ to, verb, resource }));
    // Both owners have agreed to it before.
    const allows = inward.map(({ from, verb, resource }) => {
      return { from, verb, resource, crossApp: true };
    });
    return {
      ...workload,
      links: [...workload.links, ...links],
      allows: [...workload.allows, ...allows],
    };
  });
}

function formerLinks(
  workload: Workload,
  shapes: Shapes | undefined,
  catalog: Catalog,
): readonly Link[] {
  const [, ...before] = shapes ?? [];
  const found: Link[] = [];
  for (const link of before.flatMap(({ links }) => links)) {
    const isSame = (each: Link) => each.to === link.to && isSameOffer(each, link);
    if ([...workload.links, ...found].some(isSame)) continue;
    const target = catalog.find(({ name }) => name === link.to);
    const offers = target ? (factsOf(target).offers ?? []) : [];
    if (offers.some((each) => isSameOffer(each, link))) found.push(link);
  }
  return found;
}
