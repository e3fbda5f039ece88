import { isDeepStrictEqual } from "node:util";
import { addressOf } from "./address";
import { answer, type Place } from "./answer";
import { type Cloud, type Entry, type Properties, Taken } from "./record";
import { Refusal } from "./refusal";

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
 * @throws {Refusal} if the name is taken
 */
export function make(cloud: Cloud, wanted: Wanted, place: Place): Entry {
  for (let generation = 0, tried: string | undefined; ; generation++) {
    const entry = entryOf(wanted, place, generation);
    try {
      cloud.add(entry);
      return entry;
    } catch (error) {
      if (!(error instanceof Taken)) throw error;
      const named = entry.key === tried || entry.key === entryOf(wanted, place, generation + 1).key;
      const { by } = error;
      const again = by.urn === wanted.urn && (named || isDeepStrictEqual(by.inputs, plain(wanted)));
      if (again) return adopt(cloud, by, wanted, place);
      if (named) throw new Refusal(`${wanted.type} ${entry.id} already exists: made by ${by.urn}`);
      tried = entry.key;
    }
  }
}

/**
 * What an entry is after its inputs change from `olds` to `news`: what was changed outside Pulumi
 * stays, where the inputs do not say otherwise.
 */
export function changed(entry: Entry, olds: Properties, news: Properties, place: Place): Entry {
  const before = answer({ ...entry, inputs: olds }, place).state;
  const after = answer({ ...entry, inputs: news }, place).state;
  const state: Properties = { ...entry.state };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isDeepStrictEqual(before[key], after[key])) continue;
    if (after[key] === undefined) delete state[key];
    else state[key] = after[key];
  }
  return { ...entry, inputs: news, state };
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

function adopt(cloud: Cloud, by: Entry, wanted: Wanted, place: Place): Entry {
  const adopted = changed(by, by.inputs, plain(wanted), place);
  cloud.put(adopted);
  return adopted;
}

function entryOf(wanted: Wanted, place: Place, generation: number): Entry {
  const { urn, type, name } = wanted;
  const inputs = plain(wanted);
  const { id, state } = answer({ type, name, inputs, generation }, place);
  const { key, region } = addressOf(type, id, state, place);
  return { type, key, id, region, urn, name, generation, inputs, state };
}

function plain({ inputs }: Wanted): Properties {
  return JSON.parse(JSON.stringify(inputs)) as Properties;
}
