import { flagChanges } from "../decisions/flags/changes";
import type { Clock } from "../ports/clock";
import { DeploymentBlocked } from "../ports/deployer";
import type { FlagDeployment, Flags } from "../ports/flags";
import { sayOnChange } from "../progress/say-on-change";
import { waitLine } from "../progress/wait-line";
import { documentInForce, INTERVAL } from "./deployed";

/** A change of flags to carry out. */
interface FlagsChange {
  readonly flags: Flags;
  /** The document that is to be in force. */
  readonly document: string;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

/**
 * Deploys a document of flags, watched by AppConfig, which takes it back where an alarm goes off. A run that was killed
 * is gone on with: what deploys the same document is picked up. One that deploys another is waited for.
 *
 * @returns the deployment as it ended; nothing where callers have these flags already
 */
export async function deployFlags(change: FlagsChange): Promise<FlagDeployment | undefined> {
  const { flags, document, clock, say } = change;
  const show = sayOnChange(say);
  for (;;) {
    const [newest] = await flags.deployments();
    if (newest?.state === "in-progress") {
      const isIt = flagChanges(await flags.document(newest.version), document).length === 0;
      if (isIt) return ended(change, newest.number, show);
      const what = `waiting, as deployment ${newest.number} of other flags goes on, ${newest.percent} %`;
      show(waitLine({ what, usually: newest.seconds }));
    } else if (flagChanges(await documentInForce(flags), document).length === 0) {
      return undefined;
    } else {
      try {
        return await ended(change, await flags.start(document), show);
      } catch (error) {
        if (!(error instanceof DeploymentBlocked)) throw error;
        show(waitLine({ what: `waiting, as ${error.problems.join("; ")}` }));
      }
    }
    await clock.sleep(INTERVAL);
  }
}

async function ended(
  { flags, clock }: FlagsChange,
  number: number,
  show: (line: string) => void,
): Promise<FlagDeployment> {
  const { seconds: usually } = await flags.observe(number);
  show(waitLine({ what: `deployment ${number} is watched`, usually }));
  for (;;) {
    const deployment = await flags.observe(number);
    show(`deployment ${number}: ${deployment.state}, ${deployment.percent} % of callers have it`);
    if (deployment.state !== "in-progress") return deployment;
    await clock.sleep(INTERVAL);
  }
}
