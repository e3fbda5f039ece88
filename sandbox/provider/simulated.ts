import { isDeepStrictEqual } from "node:util";
import { UNKNOWN } from "../../infra/unknown";
import { changed, inputsNow, make, sharesName, type Wanted } from "../cloud/account";
import { addressOf } from "../cloud/address";
import { answer, type Place } from "../cloud/answer";
import { immutable } from "../cloud/immutable";
import { failuresOf } from "../cloud/limits";
import { ProviderError } from "../cloud/provider-error";
import type { Cloud, Properties } from "../cloud/record";
import { refuseUpdate } from "../cloud/updates";
import { changesOf } from "./diff";
import type { Difference, Made, Provider, Subject } from "./provider";

/** What a simulated package stands in for, and on what it works. */
export interface SimulatedArgs {
  readonly version: string;
  readonly cloud: Cloud;
  /** Where it works, by its configuration; throws what it must not work with. */
  readonly place: (config: Properties) => Place;
}

/** A package of resources that live in the simulated cloud. */
export function simulated({ version, cloud, place: placeOf }: SimulatedArgs): Provider {
  let configured: Place | undefined;
  const here = (): Place => {
    if (!configured) throw new Error("a resource was asked for before the provider was configured");
    return configured;
  };
  const find = (type: string, { id, state }: Made) =>
    cloud.get(addressOf(type, id, state, here().region));

  return {
    version,
    configure(config) {
      configured = placeOf(config);
    },
    check: ({ type }, inputs) => failuresOf(type, inputs, here().account),
    diff: (subject, olds, news) =>
      difference({ ...subject, inputs: olds }, { ...subject, inputs: news }, here()),
    create(subject, inputs, preview) {
      if (preview) return previewCreate(subject, inputs, here());
      return make(cloud, { ...subject, inputs }, here());
    },
    read({ type }, made) {
      const entry = find(type, made);
      return entry && { id: entry.id, state: entry.state, inputs: inputsNow(entry, here()) };
    },
    update({ type }, made, { olds, news }, preview) {
      const entry = find(type, made);
      if (!entry)
        throw new ProviderError(`${type} ${made.id} does not exist any more: run a refresh`);
      refuseUpdate(type, olds, news);
      const updated = changed(entry, olds, news, here());
      if (preview) return previewUpdate(updated.state, entry.state, news);
      cloud.put(updated);
      return updated.state;
    },
    delete: ({ type }, { id, state }) => cloud.remove(addressOf(type, id, state, here().region)),
  };
}

/** What a resource would be: its inputs, and what only AWS or GitHub can tell as `UNKNOWN`. */
function previewCreate({ type, name }: Subject, inputs: Properties, place: Place): Made {
  const { state } = answer({ type, name, inputs }, place);
  const told = Object.keys(state).map((key) => [key, key in inputs ? inputs[key] : UNKNOWN]);
  return { id: "", state: Object.fromEntries(told) };
}

/** What an update would make of `before`: an output that would change is not known yet. */
function previewUpdate(after: Properties, before: Properties, inputs: Properties): Properties {
  const settled = Object.entries(after).map(([key, value]) => [
    key,
    key in inputs || isDeepStrictEqual(value, before[key]) ? value : UNKNOWN,
  ]);
  return Object.fromEntries(settled);
}

function difference(olds: Wanted, news: Wanted, place: Place): Difference {
  const changes = changesOf(olds.inputs, news.inputs);
  const properties = changes.map(({ property }) => property);
  const replaces = immutable(olds.type, properties);
  const deleteBeforeReplace = replaces.length > 0 && sharesName(olds, news, place);
  return { changes, replaces, deleteBeforeReplace };
}
