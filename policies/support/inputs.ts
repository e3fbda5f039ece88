import type * as aws from "@pulumi/aws";
import type * as github from "@pulumi/github";
import type { Output, Unwrap } from "@pulumi/pulumi";
import type { Unknown } from "./unknowns";

// Types alone: nothing of the SDKs is loaded when the pack runs.

/** The SDK's class of a Pulumi type token, such as `aws:sqs/queue:Queue`; `never` of a wrong one. */
type ClassOf<T> = T extends `aws:${infer Module}/${infer Name}:${infer Class}`
  ? Module extends keyof typeof aws
    ? ClassIn<(typeof aws)[Module], Class, Name>
    : never
  : T extends `github:index/${infer Name}:${infer Class}`
    ? ClassIn<typeof github, Class, Name>
    : never;

type ClassIn<Module, Class extends string, Name> = Class extends keyof Module
  ? Name extends Uncapitalize<Class>
    ? Module[Class]
    : never
  : never;

type ArgsOf<Class> = Class extends new (
  name: string,
  args: infer A,
  ...rest: never[]
) => unknown
  ? A
  : Class extends new (
        name: string,
        args?: infer A,
        ...rest: never[]
      ) => unknown
    ? A
    : never;

/**
 * A value as a rule reads it: any part of it may be left out or unknown. What lies below an unknown
 * part is unknown too, so that a rule reads on with `?.`. A list can only be iterated, by `each`.
 */
export type Read<T> = T extends string | number | boolean
  ? T | Unknown
  : T extends readonly (infer Entry)[]
    ? Iterable<Read<Entry>>
    : T extends object
      ? { readonly [Key in keyof T]?: Read<T[Key]> }
      : T;

/** The inputs of a resource of the type `T`, as the SDK declares them. */
export type Inputs<T> = Read<Unwrap<NonNullable<ArgsOf<ClassOf<T>>>>>;

/** The outputs of a resource of the type `T`, which hold its inputs too. */
export type Outputs<T> =
  ClassOf<T> extends new (
    ...args: never[]
  ) => infer Instance
    ? { readonly [Key in keyof Instance]?: Instance[Key] extends Output<infer V> ? Read<V> : never }
    : never;

/** `T` where the SDK has that type; nothing can be given where it does not. */
export type Known<T> = [ClassOf<T>] extends [never] ? never : T;

/** How to read one input, such as the key or the region, from resources of each type `T`. */
export type InputTable<T extends string> = {
  readonly [Type in T]: (inputs: Inputs<Type>) => unknown;
};

/** Declares a table of how to read one input, by the tokens of types, which type the inputs. */
export function inputTable<T extends string>(table: InputTable<T>): InputTable<T> {
  return table;
}

/** The types that a table has. */
export function typesOf<T extends string>(table: InputTable<T>): T[] {
  return Object.keys(table) as T[];
}

/** An input of one resource: what a message calls it, and its values, of which a list has many. */
export interface InputValues {
  /** Dotted path, in which `*` is each entry of a list. */
  readonly field: string;
  readonly values: readonly unknown[];
}

/** What a table reads from a resource; nothing where the table does not have its type. */
export function readBy<T extends string>(
  table: InputTable<T>,
  { type, props }: { readonly type: string; readonly props: object },
): InputValues | undefined {
  const read = Object.hasOwn(table, type) ? table[type as T] : undefined;
  return read && valuesOf(read, props as Inputs<T>);
}

/** What `read` finds in the inputs of a resource. */
export function valuesOf<I>(read: (inputs: I) => unknown, inputs: I): InputValues {
  return { field: fieldOf(read), values: [read(inputs)].flat() };
}

/** The path that `read` follows: it is given inputs that note what is read of them. */
function fieldOf(read: (inputs: never) => unknown): string {
  let path: string[] = [];
  const noting = (at: readonly string[]): never => {
    path = [...at];
    return new Proxy(Object.create(null), {
      get: (_, key) => {
        if (key === Symbol.iterator) return () => [noting([...at, "*"])][Symbol.iterator]();
        return typeof key === "symbol" ? undefined : noting([...at, key]);
      },
    }) as never;
  };
  read(noting([]));
  return path.join(".");
}
