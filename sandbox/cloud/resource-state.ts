import { hexDigits } from "./identifiers";
import type { Properties } from "./record";
import type { CreateRequest } from "./resource-type";
import { resourceTypeOf } from "./services";

/** Where a resource is created: the account and region of the credentials in use. */
export interface Location {
  /** 12 digits, or an organization of GitHub. */
  readonly account: string;
  /** `global` for GitHub. */
  readonly region: string;
}

/** A resource as the program declares it. */
export interface Resource {
  readonly urn: string;
  /** Pulumi type token, such as `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly inputs: Readonly<Properties>;
}

/** A resource as its provider reports it: its id, and inputs and outputs together. */
export interface ResourceState {
  readonly id: string;
  readonly state: Properties;
}

/**
 * What AWS or GitHub answers when a resource is created. The same resource always has the same
 * answer. One of a type that is not registered gets an id and an ARN of its name.
 *
 * @param generation - how many of the same type, logical name and location were created before
 */
export function resourceState(
  resource: Omit<Resource, "urn">,
  location: Location,
  generation = 0,
): ResourceState {
  const { type, inputs } = resource;
  const { global, outputs: outputsOf } = resourceTypeOf(type);
  const request = createRequest(resource, location, generation);
  const { id, ...outputs } = outputsOf(request);
  const common: Properties = {};
  if (type.startsWith("aws:") && global !== "resource") common.region = request.region;
  if (inputs.tags !== undefined) common.tagsAll = inputs.tags;
  return { id, state: { ...common, ...outputs, ...inputs } };
}

function createRequest(
  { type, name, inputs }: Omit<Resource, "urn">,
  location: Location,
  generation: number,
): CreateRequest {
  const { account } = location;
  const region = typeof inputs.region === "string" ? inputs.region : location.region;
  const seed = [type, name, generation, account, region];
  return {
    name,
    inputs,
    account,
    region,
    generation,
    text: (property) => String(inputs[property] ?? name),
    hex: (length, salt = "") => hexDigits([...seed, salt], length),
    arn: (service, path) => `arn:aws:${service}:${region}:${account}:${path}`,
  };
}
