import type { Properties } from "../cloud/record";
import type { Change } from "./diff";

/** The resource that a call is about. */
export interface Subject {
  readonly urn: string;
  /** Pulumi type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
}

/** An input that the provider refuses. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** What an update would do. */
export interface Difference {
  readonly changes: readonly Change[];
  /** Inputs that cannot change without a new resource. */
  readonly replaces: readonly string[];
  /** Whether the old one must go first, as both would have one name. */
  readonly deleteBeforeReplace: boolean;
}

/** A resource that exists, or in a preview would. */
export interface Made {
  readonly id: string;
  readonly state: Properties;
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
  check(subject: Subject, inputs: Properties): Failure[];
  diff(subject: Subject, olds: Properties, news: Properties): Difference;
  /** In a preview nothing is made, and what would be answered is `UNKNOWN`. */
  create(subject: Subject, inputs: Properties, preview: boolean): Made;
  /** Nothing where the resource does not exist any more. */
  read(subject: Subject, made: Made): (Made & { readonly inputs: Properties }) | undefined;
  update(
    subject: Subject,
    made: Made,
    inputs: { readonly olds: Properties; readonly news: Properties },
    preview: boolean,
  ): Properties;
  delete(subject: Subject, made: Made): void;
}
