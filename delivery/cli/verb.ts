import type { z } from "zod";
import type { Frozen } from "../../infra/problems";
import type { SupplyChain } from "../assembly/supply-chain";
import { type Given, readOptions } from "./options";

/** What a verb works with beside its options. */
export interface Session {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of `Pulumi.yaml` and the stack files; its URL ends with a slash. */
  readonly project: URL;
  /** Aborted by SIGINT and SIGTERM: a verb then stops where it can go on later. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Waits; rejects with the signal's reason once that is aborted. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Shows one line of progress; what is waited for is told by `waitLine`. */
  readonly say: (line: string) => void;
  /** @default - cosign, oras and the services of the settings */
  readonly supplyChain?: SupplyChain | undefined;
}

/** How a verb ends; each has its exit code. */
export type Result = "pass" | "fail" | "wait";

/** What a verb answers. */
export interface Outcome<Answer> {
  readonly result: Result;
  /** Machine-readable, in the shape of the verb's `answer`. */
  readonly answer: Answer;
  /** The same for a person, line by line. */
  readonly lines: readonly string[];
  /** The same as Markdown, for the summary of a job on GitHub. @default - the lines, as a block */
  readonly markdown?: string;
}

/** What a verb waits for, which is said once it has been silent for some seconds. */
interface Waits {
  /** Such as `cosign and its services`. */
  readonly for: string;
  /** How long that usually takes, in seconds. @default - nobody has measured it yet */
  readonly usually?: number;
}

/** One verb of `nc`, such as `release show`. */
interface Definition<Input extends z.ZodObject, Answer extends z.ZodType> {
  /** One sentence that says what it does. */
  readonly summary: string;
  /** A command line that works, without its `npx`. */
  readonly example: string;
  /**
   * Options by name in camel case: `dryRun` is `--dry-run`. Each has a description, and is a text, one of
   * several texts, or a flag that is true where it is given.
   */
  readonly input: Input;
  /** Options that are given by position, without their name. @default - none */
  readonly positional?: readonly (keyof z.input<Input> & string)[];
  /** Shape of what `--json` prints as `answer`. */
  readonly answer: Answer;
  /** What it waits for without a word of its own. @default - `the answers of AWS and GitHub` */
  readonly waits?: Waits;
  readonly run: (
    input: z.output<Input>,
    session: Session,
  ) => Promise<Outcome<Frozen<z.input<Answer>>>>;
}

/** A verb as `nc` lists it, whatever its options are. */
export interface Verb {
  readonly summary: string;
  readonly example: string;
  readonly input: z.ZodObject;
  readonly positional: readonly string[];
  readonly answer: z.ZodType;
  readonly waits?: Waits;
  /**
   * @param given - the options by name, unchecked
   * @throws {UsageError} that lists every problem of them
   */
  readonly run: (given: Given, session: Session) => Promise<Outcome<unknown>>;
}

/** Defines a verb: its `run` is given options that were checked. */
export function verb<Input extends z.ZodObject, Answer extends z.ZodType>(
  definition: Definition<Input, Answer>,
): Verb {
  const { input, positional = [], run } = definition;
  return {
    ...definition,
    positional,
    run: async (given, session) => run(readOptions(input, positional, given), session),
  };
}
