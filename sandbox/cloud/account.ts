import { isDeepStrictEqual } from "node:util";
import { checkInputs } from "./check-inputs";
import { conflictOf, nameInputs } from "./conflicts";
import { ProviderError } from "./provider-error";
import { AlreadyExists, type Cloud, type Entry, type Properties } from "./record";
import { type Location, type Resource, type ResourceState, resourceState } from "./resource-state";
import { resourceTypeOf } from "./services";

/**
 * Creates a resource and records it.
 *
 * A run that was killed after this and before the engine wrote its state asks again: it gets what
 * is there. Two resources with one physical name are refused, as AWS refuses them.
 *
 * @throws {ProviderError} if the name is taken, or the inputs are refused
 */
export function createResource(cloud: Cloud, resource: Resource, location: Location): Entry {
  refuseWrong(cloud, resource, location);
  for (let generation = latestGeneration(cloud, resource, location); ; generation++) {
    const entry = entryOf(resource, location, generation);
    try {
      cloud.add(entry);
      return entry;
    } catch (error) {
      if (!(error instanceof AlreadyExists)) throw error;
      const { existing } = error;
      const named = nameInputs(resource.type) || isNamed(resource, location);
      const { createPuts } = resourceTypeOf(resource.type);
      if (createPuts) return adopt(cloud, { ...existing, urn: resource.urn }, resource, location);
      const own =
        existing.urn === resource.urn &&
        (named || isDeepStrictEqual(existing.inputs, plainInputs(resource)));
      if (own) return adopt(cloud, existing, resource, location);
      if (named) throw new ProviderError(`${entry.id} already exists: ${existing.urn} made it`);
    }
  }
}

/** The entry of a resource that has this id and state; `undefined` where it does not exist. */
export function findEntry(
  cloud: Cloud,
  type: string,
  state: ResourceState,
  location: Location,
): Entry | undefined {
  return cloud.get(addressOf(type, state, location));
}

/** The entry that an import of `id` asks for; `undefined` where there is none. */
export function findImported(
  cloud: Cloud,
  type: string,
  id: string,
  location: Location,
): Entry | undefined {
  const { importId } = resourceTypeOf(type);
  if (importId) return cloud.list(type).find(({ state }) => importId(state) === id);
  return findEntry(cloud, type, { id, state: {} }, location);
}

/** Deletes a resource; does nothing if it does not exist. */
export function deleteResource(
  cloud: Cloud,
  type: string,
  state: ResourceState,
  location: Location,
): void {
  cloud.remove(addressOf(type, state, location));
}

/**
 * What an entry is after its inputs change from `olds` to `news`: what was changed outside Pulumi
 * stays, where the inputs do not say otherwise and an update does not send all of them.
 */
export function updatedEntry(
  entry: Entry,
  olds: Properties,
  news: Properties,
  location: Location,
): Entry {
  const { outputsOnUpdate, updateSendsAll } = resourceTypeOf(entry.type);
  const stateOf = (inputs: Properties) =>
    resourceState({ ...entry, inputs }, location, entry.generation).state;
  const [before, after] = [stateOf(olds), stateOf(news)];
  const state: Properties = { ...entry.state };
  for (const key of keysOf(before, after)) {
    if (isDeepStrictEqual(before[key], after[key]) && !updateSendsAll) continue;
    if (after[key] === undefined) delete state[key];
    else state[key] = after[key];
  }
  const updated = { ...entry, inputs: news, state };
  if (!outputsOnUpdate) return updated;
  const changed = keysOf(olds, news).filter((key) => !isDeepStrictEqual(olds[key], news[key]));
  return { ...updated, state: { ...state, ...outputsOnUpdate(updated, changed) } };
}

/**
 * The inputs that would make an entry what it is now, also after a change outside Pulumi: those of
 * the program, and what it has since got that the program did not ask for.
 */
export function currentInputs(entry: Entry, location: Location): Properties {
  const created = resourceState(entry, location, entry.generation).state;
  const { outputsOnUpdate } = resourceTypeOf(entry.type);
  const made = outputsOnUpdate?.(entry, Object.keys(entry.inputs)) ?? {};
  const added = Object.keys(entry.state).filter((key) => !(key in created) && !(key in made));
  return Object.fromEntries(
    [...Object.keys(entry.inputs), ...added].map((key) => [
      key,
      isDeepStrictEqual(created[key], entry.state[key]) ? entry.inputs[key] : entry.state[key],
    ]),
  );
}

/** Whether a resource with the inputs `news` would have the physical name of the one with `olds`. */
export function haveSameName(olds: Resource, news: Resource, location: Location): boolean {
  const names = nameInputs(olds.type);
  if (names) return names.every((each) => isDeepStrictEqual(olds.inputs[each], news.inputs[each]));
  return isNamed(olds, location) && entryOf(olds, location).key === entryOf(news, location).key;
}

/** @throws {ProviderError} with every reason */
function refuseWrong(cloud: Cloud, resource: Resource, { account }: Location): void {
  const failures = checkInputs(resource.type, resource.inputs, account);
  const reasons = failures.map(({ reason }) => reason);
  const conflict = conflictOf(cloud, resource);
  if (conflict) reasons.push(conflict);
  if (reasons.length > 0) throw new ProviderError(reasons.join("\n"));
}

/** The generation to try first: versions that share an id are numbered on, and never again. */
function latestGeneration(cloud: Cloud, resource: Resource, location: Location): number {
  if (resourceTypeOf(resource.type).versionedBy === undefined) return 0;
  const { id } = entryOf(resource, location);
  const versions = cloud.list(resource.type).filter((each) => each.id === id);
  return Math.max(0, ...versions.map((each) => each.generation));
}

function adopt(cloud: Cloud, existing: Entry, resource: Resource, location: Location): Entry {
  const adopted = updatedEntry(existing, existing.inputs, plainInputs(resource), location);
  cloud.put(adopted);
  return adopted;
}

/** Whether a resource is known by a name of its own, and not by an id that AWS chooses. */
function isNamed(resource: Resource, location: Location): boolean {
  return entryOf(resource, location, 0).key === entryOf(resource, location, 1).key;
}

function entryOf(resource: Resource, location: Location, generation = 0): Entry {
  const { urn, type, name } = resource;
  const inputs = plainInputs(resource);
  const { id, state } = resourceState({ type, name, inputs }, location, generation);
  const { key, region } = addressOf(type, { id, state }, location);
  return { type, key, id, region, urn, name, generation, inputs, state };
}

/** Where the record keeps the resource that has this id and state. */
function addressOf(
  type: string,
  { id, state }: ResourceState,
  location: Location,
): Pick<Entry, "type" | "key" | "region"> {
  const { global, idWithin, versionedBy } = resourceTypeOf(type);
  const own = versionedBy === undefined ? id : String(state[versionedBy] ?? id);
  const key = idWithin === undefined ? own : `${state[idWithin]}/${own}`;
  const region = typeof state.region === "string" ? state.region : location.region;
  return { type, key, region: global === undefined ? region : "global" };
}

function plainInputs({ inputs }: Resource): Properties {
  return JSON.parse(JSON.stringify(inputs)) as Properties;
}

function keysOf(one: Properties, other: Properties): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}
