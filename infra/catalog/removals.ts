import { z } from "zod";
import { PLATFORM } from "../context";
import { formatProblem, InvalidInput, parse } from "../problems";
import type { Settings } from "../settings/parse";

/** Type of the resource that records in the state how a workload is retired. */
export const RETIREMENT_TYPE = "nc:workload:Retirement";

const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  /** Whether it is to be deleted in any case: an update was interrupted before that. */
  delete: z.boolean().default(false),
  protect: z.boolean().default(false),
  inputs: z.looseObject({ tags: z.unknown().optional() }).default({}),
});

/** Resources of a state, as `pulumi stack export` and the state's own file have them. */
const resources = z.array(resource);
const tags = z.looseObject({ Service: z.string() });
const retirement = z.looseObject({ workload: z.string(), keepUntil: z.string() });

/** What a state has of one workload. */
interface Deployed {
  /** The first day on which its entry may be removed. @default - it is not retired */
  keepUntil?: string;
  /** URN of a resource that refuses deletion. @default - none does */
  protectedUrn?: string;
}

/**
 * Refuses a catalog without the entry of a workload that is deployed and may not be deleted yet. The
 * engine would refuse each of its protected resources, half-way through an update.
 *
 * @param state - resources of the environment's state
 * @param names - names of the catalog's workloads
 * @param today - `YYYY-MM-DD`
 * @throws {InvalidInput} that lists every such workload
 */
export function checkRemovals(
  state: unknown,
  names: readonly string[],
  { environment, protect }: Pick<Settings, "environment" | "protect">,
  today: string,
): void {
  // By name: the order of a state is that in which the engine happened to end.
  const removed = [...deployedIn(state)]
    .filter(([name]) => !names.includes(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const problems = removed.flatMap(([name, { keepUntil, protectedUrn }]) => {
    const at = (want: string) => [`${name}: ${formatProblem("entry", undefined, want)}`];
    const retired = "with `retired`, and an update of it first (docs/runbooks/retire.md)";
    if (keepUntil === undefined) return protectedUrn === undefined ? [] : at(`it, ${retired}`);
    if (protect && today < keepUntil) return at(`it until ${keepUntil}, to keep its data`);
    return protectedUrn === undefined
      ? []
      : at(`it until an update with it has ended well, as ${protectedUrn} is still protected`);
  });
  if (problems.length > 0) throw new InvalidInput(`stacks/catalog in ${environment}`, problems);
}

/** The day of `date` in UTC, as `YYYY-MM-DD`. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The workloads of a state, by name: tags say whose a resource is. */
function deployedIn(state: unknown): Map<string, Deployed> {
  const found = new Map<string, Deployed>();
  const deployed = (name: string) => {
    const known = found.get(name) ?? {};
    found.set(name, known);
    return known;
  };
  for (const { urn, type, inputs, protect, delete: dropped } of parse(resources, state, "state")) {
    if (dropped) continue;
    const recorded = type === RETIREMENT_TYPE ? retirement.safeParse(inputs).data : undefined;
    if (recorded) deployed(recorded.workload).keepUntil = recorded.keepUntil;
    const service = tags.safeParse(inputs.tags).data?.Service;
    if (service === undefined || service === PLATFORM.service) continue;
    const workload = deployed(service);
    if (protect) workload.protectedUrn ??= urn;
  }
  return found;
}
