import { Unmet } from "./check";

/** One thing that a rehearsal shows, and whether it is as it should be. */
export interface Step {
  /** Name of its scenario. */
  readonly scenario: string;
  /** A sentence that is true where the step is as it should be. */
  readonly title: string;
  /** Virtual time at its end, as an ISO instant. */
  readonly at: string;
  readonly ok: boolean;
  /** What was read in the accounts or the ledger. */
  readonly evidence: readonly string[];
  /** What is otherwise. @default - nothing is */
  readonly problem?: string;
}

/** A step failed: those of its scenario that build on it are left out. */
class Stopped extends Error {}

/** Takes the steps of one rehearsal down, in their order. */
export class Steps {
  readonly taken: Step[] = [];

  constructor(
    private readonly now: () => Date,
    private readonly show: (step: Step) => void,
  ) {}

  /** Runs the steps of one scenario, up to the first that is not as it should be. */
  async scenario(name: string, run: (step: TakeStep) => Promise<void>): Promise<void> {
    await run((title, work) => this.take(name, title, work)).catch((error: unknown) => {
      if (!(error instanceof Stopped)) throw error;
    });
  }

  private async take(
    scenario: string,
    title: string,
    work: () => Promise<readonly string[]>,
  ): Promise<void> {
    const keep = (result: Pick<Step, "ok" | "evidence" | "problem">) => {
      const step = { scenario, title, at: this.now().toISOString(), ...result };
      this.taken.push(step);
      this.show(step);
    };
    try {
      keep({ ok: true, evidence: await work() });
    } catch (error) {
      keep({ ok: false, evidence: [], problem: problemOf(error) });
      throw new Stopped(title);
    }
  }
}

/** Takes one step: `work` holds what it shows against the accounts, and returns the evidence. */
export type TakeStep = (title: string, work: () => Promise<readonly string[]>) => Promise<void>;

/** A defect is shown with its stack, so that it can be found. */
function problemOf(error: unknown): string {
  if (error instanceof Unmet) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
