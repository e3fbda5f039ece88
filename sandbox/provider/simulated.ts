import { isDeepStrictEqual } from "node:util";
import { LIMITS, type NamedType } from "../../infra/naming/limits";
import { UNKNOWN } from "../../infra/unknown";
import {
  createResource,
  currentInputs,
  deleteResource,
  findEntry,
  findImported,
  haveSameName,
  updatedEntry,
} from "../cloud/account";
import { checkInputs } from "../cloud/check-inputs";
import { ProviderError } from "../cloud/provider-error";
import type { Cloud, Properties } from "../cloud/record";
import {
  type Location,
  type Resource,
  type ResourceState,
  resourceState,
} from "../cloud/resource-state";
import { resourceTypeOf } from "../cloud/services";
import { changesOf } from "./diff";
import type { Difference, Provider } from "./provider";

/** What a simulated package stands in for, and on what it works. */
export interface SimulatedArgs {
  /** Version of the package, such as `7.48.0`. */
  readonly version: string;
  /** The record of the account. */
  readonly cloud: Cloud;
  /** Where it works, by its configuration. @throws {ProviderError} for an account that is not allowed */
  readonly location: (config: Properties) => Location;
}

/** A package of resources that live in the simulated cloud. */
export function simulated({ version, cloud, location: locationOf }: SimulatedArgs): Provider {
  let configured: Location | undefined;
  const location = (): Location => {
    if (!configured) throw new Error("a resource was asked for before the provider was configured");
    return configured;
  };

  return {
    version,
    configure(config) {
      configured = locationOf(config);
    },
    check: ({ type }, inputs) => checkInputs(type, inputs, location().account),
    diff: (subject, olds, news) =>
      difference({ ...subject, inputs: olds }, { ...subject, inputs: news }, location()),
    create(subject, inputs, preview) {
      const resource = { ...subject, inputs };
      if (preview) return previewCreate(resource, location());
      return createResource(cloud, resource, location());
    },
    read({ type }, known) {
      // An import knows nothing but an id.
      const imported = Object.keys(known.state).length === 0;
      const entry = imported
        ? findImported(cloud, type, known.id, location())
        : findEntry(cloud, type, known, location());
      if (!entry) return undefined;
      return { id: entry.id, state: entry.state, inputs: currentInputs(entry, location()) };
    },
    update({ type }, known, { olds, news }, preview) {
      const entry = findEntry(cloud, type, known, location());
      if (!entry) {
        throw new ProviderError(`${type} ${known.id} does not exist any more: run a refresh`);
      }
      resourceTypeOf(type).refuseUpdate?.(olds, news);
      const updated = updatedEntry(entry, olds, news, location());
      if (preview) return previewUpdate(updated.state, entry.state, news);
      cloud.put(updated);
      return updated.state;
    },
    delete: ({ type }, known) => deleteResource(cloud, type, known, location()),
  };
}

/** A resource that would be created: its inputs, and `UNKNOWN` for every output. */
function previewCreate(resource: Resource, location: Location): ResourceState {
  const { inputs } = resource;
  const keys = Object.keys(resourceState(resource, location).state);
  const known = keys.map((key) => [key, key in inputs ? inputs[key] : UNKNOWN]);
  return { id: "", state: Object.fromEntries(known) };
}

/** A resource that would be updated: an output that would change is `UNKNOWN`. */
function previewUpdate(after: Properties, before: Properties, inputs: Properties): Properties {
  const known = Object.entries(after).map(([key, value]) => [
    key,
    key in inputs || isDeepStrictEqual(value, before[key]) ? value : UNKNOWN,
  ]);
  return Object.fromEntries(known);
}

function difference(olds: Resource, news: Resource, location: Location): Difference {
  const changes = changesOf(olds.inputs, news.inputs);
  const properties = new Set(changes.map(({ property }) => property));
  const replaces = [...properties].filter((property) => isImmutable(olds.type, property));
  const deleteBeforeReplace = replaces.length > 0 && haveSameName(olds, news, location);
  return { changes, replaces, deleteBeforeReplace };
}

/** Whether a change of an input takes a new resource. */
function isImmutable(type: string, property: string): boolean {
  const { immutable = [] } = resourceTypeOf(type);
  const listed =
    "allBut" in immutable ? !immutable.allBut.includes(property) : immutable.includes(property);
  return listed || property === "region" || property === nameInput(type);
}

/** The input that names a resource of `type`, if it has a name. */
function nameInput(type: string): string | undefined {
  return Object.hasOwn(LIMITS, type) ? LIMITS[type as NamedType].property : undefined;
}
