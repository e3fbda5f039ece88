import { changed, inputsNow, make } from "../cloud/account";
import { addressOf } from "../cloud/address";
import { answer, type Place } from "../cloud/answer";
import { immutable, nameOf } from "../cloud/immutable";
import type { Cloud, Properties } from "../cloud/record";
import { Refusal } from "../cloud/refusal";
import { isKnown, UNKNOWN } from "../cloud/unknown";
import { changesOf } from "./diff";
import type { Difference, Made, Provider, Subject } from "./provider";

/** What a simulated package stands in for, and on what it works. */
export interface SimulatedArgs {
  readonly version: string;
  readonly cloud: Cloud;
  /** Where it works, by its configuration. Throws what it must not work with. */
  readonly place: (config: Properties) => Place;
}

/** A package of resources that live in the simulated cloud. */
export function simulated({ version, cloud, place: placeOf }: SimulatedArgs): Provider {
  let configured: Place | undefined;
  const here = (): Place => {
    if (!configured) throw new Error("a resource was asked for before the provider was configured");
    return configured;
  };

  return {
    version,
    configure(config) {
      configured = placeOf(config);
    },
    check: () => [],
    diff: (subject, olds, news) => difference(subject, olds, news, here()),
    create(subject, inputs, preview) {
      if (preview) return foreseen(subject, inputs, here());
      return make(cloud, { ...subject, inputs }, here());
    },
    read({ type }, { id, state }) {
      const entry = cloud.get(addressOf(type, id, state, here()));
      return entry && { id: entry.id, state: entry.state, inputs: inputsNow(entry, here()) };
    },
    update({ type }, { id, state }, { olds, news }, preview) {
      const entry = cloud.get(addressOf(type, id, state, here()));
      if (!entry) throw new Refusal(`${type} ${id} does not exist any more: run a refresh`);
      if (preview) return { ...state, ...news };
      const updated = changed(entry, olds, news, here());
      cloud.put(updated);
      return updated.state;
    },
    delete: ({ type }, { id, state }) => cloud.remove(addressOf(type, id, state, here())),
  };
}

/** What a resource would be: its inputs, and what only AWS or GitHub can tell as `UNKNOWN`. */
function foreseen({ type, name }: Subject, inputs: Properties, place: Place): Made {
  const { state } = answer({ type, name, inputs }, place);
  const told = Object.keys(state).map((key) => [key, key in inputs ? inputs[key] : UNKNOWN]);
  return { id: "", state: Object.fromEntries(told) };
}

function difference(
  { type, name }: Subject,
  olds: Properties,
  news: Properties,
  place: Place,
): Difference {
  const changes = changesOf(olds, news);
  const properties = changes.map(({ property }) => property);
  const replaces = immutable(type, properties);
  const named = nameOf(type);
  const sameName = named !== undefined && olds[named] !== undefined && !properties.includes(named);
  const { key } = addressOf(type, "", olds, place);
  void key;
  void name;
  void isKnown;
  return { changes, replaces, deleteBeforeReplace: replaces.length > 0 && sameName };
}
