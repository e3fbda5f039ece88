import type { Shape, Shapes } from "../shape";
import { type Catalog, factsOf, type Workload } from "../workload";
import type { Link } from "./fields";
import { isSameOffer, type Offer } from "./offers";

/**
 * The catalog with the links that only earlier revisions have, at both of their ends: what runs still reaches
 * what it was released with. A link is gone with its target, or with the last revision of that which offers it.
 *
 * @param shapes - those that the environment serves, by workload
 */
export function withFormerLinks(catalog: Catalog, shapes: ReadonlyMap<string, Shapes>): Catalog {
  const former = catalog.flatMap((workload) =>
    formerLinks(workload, shapes, catalog).map((link) => ({
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
  shapes: ReadonlyMap<string, Shapes>,
  catalog: Catalog,
): readonly Link[] {
  const [, ...before] = shapes.get(workload.name) ?? [];
  const found: Link[] = [];
  for (const link of before.flatMap(({ links }) => links)) {
    const isSame = (each: Link) => each.to === link.to && isSameOffer(each, link);
    if ([...workload.links, ...found].some(isSame)) continue;
    const target = catalog.find(({ name }) => name === link.to);
    if (target === undefined) continue;
    const offers = [...(factsOf(target).offers ?? []), ...servedOffers(shapes.get(link.to) ?? [])];
    if (offers.some((each) => isSameOffer(each, link))) found.push(link);
  }
  return found;
}

/** What the shapes that are served offer, and others may not: a function's queue, and its HTTP API. */
function servedOffers(shapes: readonly Shape[]): readonly Offer[] {
  return shapes.flatMap(({ consumes, path }): Offer[] => [
    ...(consumes === undefined ? [] : [{ verb: "send" } as const]),
    ...(path === undefined ? [] : [{ verb: "call" } as const]),
  ]);
}
