import { withFlagsOff } from "../decisions/flags/add";
import { flagKeys } from "../decisions/flags/changes";
import type { Clock } from "../ports/clock";
import { DeploymentBlocked } from "../ports/deployer";
import type { Flags } from "../ports/flags";
import { sayOnChange } from "../progress/say-on-change";
import { waitLine } from "../progress/wait-line";
import { documentInForce, endedAtOnce, INTERVAL } from "./deployed";

/** Flags that a release needs. */
interface NeededFlags {
  readonly flags: Flags;
  readonly keys: readonly string[];
  readonly clock: Clock;
  readonly say: (line: string) => void;
  /** Is called while a deployment of other flags is waited for. */
  readonly beat: () => Promise<void>;
}

/**
 * Adds the flags that a release needs and that are not there yet, all of them off, at once and unwatched: no caller gets
 * another answer by that. A change of flags that goes on is waited for. Called again, it goes on.
 *
 * @throws {Error} if AppConfig does not deploy them
 */
export async function addFlags({ flags, keys, clock, say, beat }: NeededFlags): Promise<void> {
  const show = sayOnChange(say);
  for (;;) {
    const [newest] = await flags.deployments();
    if (newest?.state === "in-progress") {
      const what = `waiting, as ${newest.id} goes on, and ${newest.percent} % of callers have its flags`;
      show(`  ${waitLine({ what, usually: newest.seconds })}`);
    } else {
      const before = await documentInForce(flags);
      const there = before === undefined ? [] : flagKeys(before);
      const adds = keys.filter((key) => !there.includes(key));
      if (adds.length === 0) return;
      try {
        const version = await flags.store(withFlagsOff(before, adds));
        const started = await flags.startAtOnce(version, { adds });
        const { id, state } = await endedAtOnce(flags, clock, started);
        if (state !== "succeeded") throw new Error(`${id} is ${state}: expected it to add flags`);
        say(`  ${adds.join(", ")}: added, off, by ${id}`);
        return;
      } catch (error) {
        if (!(error instanceof DeploymentBlocked)) throw error;
        show(`  ${waitLine({ what: `waiting, as ${error.problems.join("; ")}` })}`);
      }
    }
    await clock.sleep(INTERVAL);
    await beat();
  }
}
