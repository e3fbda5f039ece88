import type { Properties } from "../cloud/record";
import type { ResourceState } from "../cloud/resource-state";
import type { CheckFailure } from "../cloud/validators";
import type { Change } from "./diff";

/** The resource that a call is about. */
export interface Subject {
  readonly urn: string;
  /** Pulumi type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
}

/** What an update would do. */
export interface Difference {
  readonly changes: readonly Change[];
  /** Inputs that cannot change without a new resource. */
  readonly replaces: readonly string[];
  /** Whether the old one must go first, as both would have one name. */
  readonly deleteBeforeReplace: boolean;
}

/**
 * A provider as the engine uses it, in plain values: what is not known yet is `UNKNOWN`. An error
 * that is thrown is shown to the user by its message.
 */
export interface Provider {
  /** Version of the package that it stands in for. */
  readonly version: string;
  /** Called once, before every call but `check`. */
  configure(config: Properties): void;
  check(subject: Subject, inputs: Properties): CheckFailure[];
  diff(subject: Subject, olds: Properties, news: Properties): Difference;
  /** In a preview nothing is created, and every output is `UNKNOWN`. */
  create(subject: Subject, inputs: Properties, preview: boolean): ResourceState;
  /** Nothing where the resource does not exist any more. */
  read(
    subject: Subject,
    known: ResourceState,
  ): (ResourceState & { readonly inputs: Properties }) | undefined;
  update(
    subject: Subject,
    known: ResourceState,
    inputs: { readonly olds: Properties; readonly news: Properties },
    preview: boolean,
  ): Properties;
  delete(subject: Subject, known: ResourceState): void;
}
