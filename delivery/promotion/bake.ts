import type { ReleaseContract } from "../../infra/release/contract";
import { bakeStatement } from "../decisions/evidence/bake-statement";
import { releaseId } from "../decisions/release/release";
import { deploymentOf, type Journal } from "./journal";
import type { Promotion } from "./promotion";

/** The alarms that are watched while a release bakes, each once; a Terraform stack has none of its own. */
export function watchedAlarms(contract: ReleaseContract): readonly string[] {
  if (contract.kind === "terraform") return [];
  return [...new Set([...contract.alarms.rollback, ...contract.alarms.bake])];
}

/**
 * In stg: signs what its bake found, and keeps it beside the release, where prod asks for it (CI/CL-002 §13). A
 * release that failed before its bake is a red one, since the phase in which it failed.
 */
export async function keepBake(
  { release, environment, contract, signing, evidence, clock, say }: Promotion,
  journal: Journal,
  result: "green" | "red",
): Promise<void> {
  if (environment !== "stg") return;
  const statement = bakeStatement({
    release: releaseId(release),
    environment,
    deployment: deploymentOf(journal),
    result,
    alarms: watchedAlarms(contract),
    startedAt: Date.parse(journal.record.phaseSince),
    endedAt: clock.now().getTime(),
  });
  await evidence.put(release, await signing.sign(JSON.stringify(statement)));
  say(`  its bake was ${result}: signed, and kept beside the release`);
}
