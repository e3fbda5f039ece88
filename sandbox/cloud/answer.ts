import { isGlobal } from "./address";
import { COMPUTE } from "./answers/compute";
import { CONFIG } from "./answers/config";
import { GITHUB } from "./answers/github";
import { IDENTITY } from "./answers/identity";
import { MESSAGING } from "./answers/messaging";
import { NETWORK } from "./answers/network";
import { OBSERVE } from "./answers/observe";
import { type Asked, ask, type Outputs, type Shapes } from "./answers/shape";
import { STORAGE } from "./answers/storage";
import type { Properties } from "./record";

/** Where a resource is made: the account and region of the credentials in use. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** One resource, as the provider is asked to make it. */
export interface Request {
  /** Pulumi type token, such as `aws:sqs/queue:Queue`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly inputs: Readonly<Properties>;
  /** How many with the same environmentResources for an id are there already. @default 0 */
  readonly generation?: number;
}

/** What AWS or GitHub answers to a request: the id, and inputs and outputs together. */
export interface Answer {
  readonly id: string;
  readonly state: Record<string, unknown>;
}

const SHAPES: Shapes = {
  ...COMPUTE,
  ...CONFIG,
  ...GITHUB,
  ...IDENTITY,
  ...MESSAGING,
  ...NETWORK,
  ...OBSERVE,
  ...STORAGE,
};

/**
 * What the simulated cloud answers when a resource is made. The same request has the same answer,
 * always; a type that it has no shape for is known by its name.
 */
export function answer(request: Request, place: Place): Answer {
  const { type, inputs } = request;
  const asked = ask(request, place);
  const shape = SHAPES[type] ?? anyOf(type);
  const { id, ...outputs } = shape(asked);
  const common = {
    ...(type.startsWith("aws:") && !isGlobal(type) ? { region: asked.region } : {}),
    ...(inputs.tags === undefined ? {} : { tagsAll: inputs.tags }),
  };
  return { id, state: { ...common, ...outputs, ...inputs } };
}

function anyOf(type: string): (asked: Asked) => Outputs {
  const [, service = "unknown"] = /:(\w+)/.exec(type) ?? [];
  return ({ arn, inputs, name }) => {
    const id = String(inputs.name ?? name);
    return { id, arn: arn(service, id) };
  };
}
