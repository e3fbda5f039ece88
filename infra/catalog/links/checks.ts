import { formatProblem } from "../../problems";
import { type Catalog, factsOf, type Workload } from "../workload";
import type { Allowed, Link } from "./fields";
import { isSameOffer, lineOf, type Offer } from "./offers";
import { cyclesOf } from "./order";
import { linkVariable } from "./variables";

/**
 * What is wrong with the links of a catalog, each as `<name>: <field> is <got>: expected <want>`, with
 * the line to write where one is missing.
 */
export function linkProblems(catalog: Catalog): string[] {
  return [
    ...catalog.flatMap((each) => [
      ...each.links.flatMap((link, index) => problemsOfLink(each, link, index, catalog)),
      ...each.allows.flatMap((allowed, index) => problemsOfAllowed(each, allowed, index, catalog)),
      ...repeated(each, "links", each.links, ({ to }) => to),
      ...repeated(each, "allows", each.allows, ({ from }) => from),
      ...sharedVariables(each, catalog),
    ]),
    ...cyclesOf(catalog).map((cycle) => {
      const [name = ""] = cycle;
      const want = "no cycle, as the URL of a function's HTTP API is known only once it is made";
      return `${name}: ${formatProblem("links", `${cycle.join(" calls ")}`, want)}`;
    }),
  ];
}

function problemsOfLink(
  caller: Workload,
  link: Link,
  index: number,
  catalog: Catalog,
): readonly string[] {
  const at = (want: string) => [`${caller.name}: ${formatProblem(`links[${index}]`, link, want)}`];
  const target = catalog.find(({ name }) => name === link.to);
  if (target === caller) return at("another workload than itself");
  if (!target) return at(`a workload of the catalog, or no such line: ${namesOf(catalog, caller)}`);
  if (target.retired && !caller.retired) {
    const { replacedBy } = target.retired;
    const instead = replacedBy === undefined ? "" : `: ${lineOf({ ...link, to: replacedBy })}`;
    return at(`a workload that is not retired, or no such line${instead}`);
  }
  const offers = factsOf(target).offers ?? [];
  if (!offers.some((each) => isSameOffer(each, link))) return at(offered(target, offers));
  const crossApp = target.app !== caller.app;
  const line = lineOf({ from: caller.name, ...offerOf(link), crossApp });
  const agreed = target.allows.find((each) => isFrom(each, caller, link));
  if (!agreed) return at(`the line ${line} in allows of stacks/catalog/${target.name}.ts`);
  return crossApp && !agreed.crossApp
    ? at(
        `the line ${line} in allows of stacks/catalog/${target.name}.ts, as a workload of ` +
          `${caller.app} reaches one of ${target.app} only where that says so`,
      )
    : [];
}

function problemsOfAllowed(
  target: Workload,
  allowed: Allowed,
  index: number,
  catalog: Catalog,
): readonly string[] {
  const at = (want: string) => [
    `${target.name}: ${formatProblem(`allows[${index}]`, allowed, want)}`,
  ];
  const caller = catalog.find(({ name }) => name === allowed.from);
  if (caller === target) return at("another workload than itself");
  if (!caller) return at(`a workload of the catalog, or no such line: ${namesOf(catalog, target)}`);
  const offers = factsOf(target).offers ?? [];
  if (!offers.some((each) => isSameOffer(each, allowed))) return at(offered(target, offers));
  const line = lineOf({ to: target.name, ...offerOf(allowed) });
  const linked = caller.links.some((each) => each.to === target.name && isSameOffer(each, allowed));
  if (!linked) return at(`the line ${line} in links of stacks/catalog/${caller.name}.ts, or none`);
  return allowed.crossApp && caller.app === target.app
    ? at(`no crossApp, as both are of ${target.app}`)
    : [];
}

/** Links that are written more than once. */
function repeated<End extends Offer>(
  { name }: Workload,
  field: "links" | "allows",
  ends: readonly End[],
  other: (end: End) => string,
): string[] {
  return ends.flatMap((end, index) => {
    const same = (each: End) => other(each) === other(end) && isSameOffer(each, end);
    return ends.findIndex(same) === index
      ? []
      : [`${name}: ${formatProblem(`${field}[${index}]`, end, "each only once")}`];
  });
}

/** Links to different things whose addresses would be in one environment variable. */
function sharedVariables({ name, links }: Workload, catalog: Catalog): string[] {
  const variables = links.map((link) => {
    const target = catalog.find((each) => each.name === link.to);
    const valid = target && factsOf(target).offers?.some((each) => isSameOffer(each, link));
    return valid ? linkVariable(link, factsOf(target).lambda !== undefined) : undefined;
  });
  return links.flatMap((link, index) => {
    const variable = variables[index];
    const first = variable === undefined ? index : variables.indexOf(variable);
    const other = links[first];
    // To read and to write one thing takes its one address.
    if (!other || first === index || (other.to === link.to && link.resource !== undefined)) {
      return [];
    }
    const want = `another name than ${lineOf(other)}, which has the variable ${variable}`;
    return [`${name}: ${formatProblem(`links[${index}]`, link, want)}`];
  });
}

function isFrom(allowed: Allowed, caller: Workload, link: Link): boolean {
  return allowed.from === caller.name && isSameOffer(allowed, link);
}

function offerOf({ verb, resource }: Offer): Offer {
  return { verb, resource };
}

function namesOf(catalog: Catalog, but: Workload): string {
  const names = catalog.filter((each) => each !== but && !each.retired).map(({ name }) => name);
  return names.join(", ") || "it has no other";
}

/** What is wanted where a link asks of `target` what it does not offer. */
function offered({ name, kind }: Workload, offers: readonly Offer[]): string {
  const each = offers.map(({ verb, resource }) =>
    resource === undefined ? verb : `${verb} ${resource}`,
  );
  return `what ${name} offers, a ${kind}: ${each.join(", ") || "nothing"}`;
}
