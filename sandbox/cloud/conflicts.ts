import { isDeepStrictEqual } from "node:util";
import { formatProblem } from "../../infra/problems";
import type { Cloud, Entry, Properties } from "./record";
import type { Resource } from "./resource-state";
import { resourceTypeOf } from "./services";

/** The inputs that name a resource of `type`, where its id does not hold them; else `undefined`. */
export function nameInputs(type: string): readonly string[] | undefined {
  const { uniqueBy } = resourceTypeOf(type);
  return uniqueBy?.some((property) => /name$/i.test(property)) ? uniqueBy : undefined;
}

/** Why AWS or GitHub refuses a new resource because of what else is in the account, if it does. */
export function conflictOf(cloud: Cloud, resource: Resource): string | undefined {
  const { uniqueBy, conflict, refusesAgain } = resourceTypeOf(resource.type);
  if (
    refusesAgain !== undefined &&
    cloud.list(resource.type).some((each) => isSame(each, resource))
  ) {
    return refusesAgain;
  }
  if (!uniqueBy && !conflict) return undefined;
  const others = cloud.list(resource.type).filter((each) => !isSame(each, resource));
  const { inputs } = resource;
  return (uniqueBy && notUnique(uniqueBy, inputs, others)) ?? conflict?.(inputs, { cloud, others });
}

/** Whether an entry is the resource itself, created by a run that was killed. */
function isSame(entry: Entry, { urn, type, inputs }: Resource): boolean {
  if (entry.urn !== urn) return false;
  return nameInputs(type) !== undefined || isDeepStrictEqual(entry.inputs, inputs);
}

function notUnique(
  uniqueBy: readonly string[],
  inputs: Properties,
  others: readonly Entry[],
): string | undefined {
  if (uniqueBy.some((property) => inputs[property] === undefined)) return undefined;
  const same = others.find(({ state }) =>
    uniqueBy.every((property) => state[property] === inputs[property]),
  );
  if (!same) return undefined;
  const got = uniqueBy.map((property) => inputs[property]).join(", ");
  return formatProblem(uniqueBy.join(", "), got, `another: ${same.urn} has it`);
}
