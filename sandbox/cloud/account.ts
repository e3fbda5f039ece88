import { isDeepStrictEqual } from "node:util";
import { addressOf, isVersioned } from "./address";
import { answer, type Place } from "./answer";
import { conflictOf, nameInputs } from "./conflicts";
import { failuresOf } from "./limits";
import { ProviderError } from "./provider-error";
import { type Cloud, type Entry, type Properties, Taken } from "./record";
import { isSentWhole } from "./updates";
import { counted } from "./versions";

/** What a caller asks to be made, and under which URN the engine knows it. */
export interface Wanted {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Properties;
}

/**
 * Makes a resource and records it.
 *
 * A run that was killed after this and before the engine wrote its state asks again: it is given
 * what is there. Two resources with one physical name are refused, as AWS refuses them.
 *
 * @throws {Refusal} if the name is taken, or the inputs are refused
 */
export function make(cloud: Cloud, wanted: Wanted, place: Place): Entry {
  refuseWrong(cloud, wanted, place);
  for (let generation = newest(cloud, wanted, place); ; generation++) {
    const entry = entryOf(wanted, place, generation);
    try {
      cloud.add(entry);
      return entry;
    } catch (error) {
      if (!(error instanceof Taken)) throw error;
      const { by } = error;
      const named = nameInputs(wanted.type) || isNamed(wanted, place);
      const again = by.urn === wanted.urn && (named || isDeepStrictEqual(by.inputs, plain(wanted)));
      if (again) return adopt(cloud, by, wanted, place);
      if (named) throw new ProviderError(`${entry.id} already exists: ${by.urn} made it`);
    }
  }
}

/** Whether a resource made of `news` would have the physical name of the one made of `olds`. */
export function sharesName(olds: Wanted, news: Wanted, place: Place): boolean {
  const names = nameInputs(olds.type);
  if (names) return names.every((each) => isDeepStrictEqual(olds.inputs[each], news.inputs[each]));
  return isNamed(olds, place) && entryOf(olds, place).key === entryOf(news, place).key;
}

/**
 * What an entry is after its inputs change from `olds` to `news`: what was changed outside Pulumi
 * stays, where the inputs do not say otherwise and AWS is not sent all of them.
 */
export function changed(entry: Entry, olds: Properties, news: Properties, place: Place): Entry {
  const before = answer({ ...entry, inputs: olds }, place).state;
  const after = answer({ ...entry, inputs: news }, place).state;
  const state: Properties = { ...entry.state };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isDeepStrictEqual(before[key], after[key]) && !isSentWhole(entry.type)) continue;
    if (after[key] === undefined) delete state[key];
    else state[key] = after[key];
  }
  const updated = { ...entry, inputs: news, state };
  return { ...updated, state: { ...state, ...counted(updated, olds) } };
}

/** The inputs that would make an entry what it is now, whoever changed it. */
export function inputsNow(entry: Entry, place: Place): Properties {
  const asked = answer(entry, place).state;
  return Object.fromEntries(
    Object.entries(entry.inputs).map(([key, input]) => [
      key,
      isDeepStrictEqual(asked[key], entry.state[key]) ? input : entry.state[key],
    ]),
  );
}

/** @throws {Refusal} with every reason */
function refuseWrong(cloud: Cloud, wanted: Wanted, place: Place): void {
  const failures = failuresOf(wanted.type, wanted.inputs, place.account);
  const reasons = failures.map(({ reason }) => reason);
  const conflict = conflictOf(cloud, wanted);
  if (conflict) reasons.push(conflict);
  if (reasons.length > 0) throw new ProviderError(reasons.join("\n"));
}

/** The generation to try first: versions that share an id are numbered on, and never again. */
function newest(cloud: Cloud, wanted: Wanted, place: Place): number {
  const { type, id } = entryOf(wanted, place);
  if (!isVersioned(type)) return 0;
  const versions = cloud.list(type).filter((each) => each.id === id);
  return Math.max(0, ...versions.map((each) => each.generation));
}

function adopt(cloud: Cloud, by: Entry, wanted: Wanted, place: Place): Entry {
  const adopted = changed(by, by.inputs, plain(wanted), place);
  cloud.put(adopted);
  return adopted;
}

/** Whether a resource is known by a name of its own, and not by one that it is given. */
function isNamed(wanted: Wanted, place: Place): boolean {
  return entryOf(wanted, place, 0).key === entryOf(wanted, place, 1).key;
}

function entryOf(wanted: Wanted, place: Place, generation = 0): Entry {
  const { urn, type, name } = wanted;
  const inputs = plain(wanted);
  const { id, state } = answer({ type, name, inputs, generation }, place);
  const { key, region } = addressOf(type, id, state, place.region);
  return { type, key, id, region, urn, name, generation, inputs, state };
}

function plain({ inputs }: Wanted): Properties {
  return JSON.parse(JSON.stringify(inputs)) as Properties;
}
