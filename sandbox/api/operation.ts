import type { StaticOperationSchema } from "@smithy/types";
import type { Call } from "./call";

/** One permission that a call takes. */
export interface Ask {
  /** Such as `ecs:UpdateService`. */
  readonly action: string;
  /** ARN of what is asked for; `*` where the action takes no resource. */
  readonly resource: string;
  /** Condition keys that the service adds. @default - only those of every request */
  readonly context?: Readonly<Record<string, string | string[]>>;
}

/** An operation that the server answers. */
export interface Operation {
  /** Such as `UpdateService`. */
  readonly name: string;
  /** AWS's own model of it, out of the SDK. */
  readonly schema: StaticOperationSchema;
  /** What the caller has to be allowed, as the service authorization reference says. */
  readonly asks: (input: object, call: Call) => readonly Ask[];
  /** @throws {ServiceError} as the service refuses it */
  readonly handle: (input: object, call: Call) => object | Promise<object>;
}

/** What the SDK's commands have in common, by what a command takes and answers. */
interface Command<Input, Output> {
  readonly input: Input;
  readonly schema?: unknown;
  resolveMiddleware(...args: never[]): (args: never) => Promise<{ readonly output: Output }>;
}

/** An answer without what the client adds to it. */
type Answer<Output> = Omit<Output, "$metadata">;

/** How one operation is answered. */
interface Definition<Input, Output> {
  /** Nothing for an operation that asks for no permission. */
  asks(input: Input, call: Call): readonly Ask[];
  handle(input: Input, call: Call): Answer<Output> | Promise<Answer<Output>>;
}

/** The operation of a command of the SDK, with the types and the model that the command has. */
export function operation<Input, Output>(
  command: new (input: never) => Command<Input, Output>,
  definition: Definition<NoInfer<Input>, NoInfer<Output>>,
): Operation {
  const { schema } = new command({} as never);
  if (!isOperationSchema(schema)) throw new Error(`${command.name} has no model`);
  return {
    name: schema[2],
    schema,
    asks: (input, call) => definition.asks(input as Input, call),
    handle: (input, call) => definition.handle(input as Input, call),
  };
}

/** Source: @smithy/types, `StaticOperationSchema`: 9, namespace, name, traits, input, output. */
export function isOperationSchema(schema: unknown): schema is StaticOperationSchema {
  return Array.isArray(schema) && schema[0] === 9 && schema.length === 6;
}
