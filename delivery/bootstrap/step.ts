/** One thing of a new account. */
export interface Step {
  /** What is made, such as `KMS key with the alias alias/nc-platform-dev-pulumi`. */
  readonly what: string;
  /** Whether it is there as it has to be. */
  readonly isThere: () => Promise<boolean>;
  /** Makes it with one write. It is there afterwards, also where a run before this one was killed. */
  readonly make: () => Promise<void>;
}

/** What became of a step. */
export interface Taken {
  readonly what: string;
  readonly state: "there" | "made" | "missing";
}

/**
 * Takes every step that is not there yet, in order: a step may rely on those before it.
 *
 * @param writes - whether anything is made; else each that is missing is said
 */
export async function takeSteps(steps: readonly Step[], writes: boolean): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const { what, isThere, make } of steps) {
    if (await isThere()) taken.push({ what, state: "there" });
    else if (!writes) taken.push({ what, state: "missing" });
    else {
      await make();
      taken.push({ what, state: "made" });
    }
  }
  return taken;
}
