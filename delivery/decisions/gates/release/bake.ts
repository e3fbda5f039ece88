import { counted } from "../../../../infra/counted";
import type { BakeEvidence } from "../../evidence/bake";
import { fail, pass } from "../../verdict";
import { gate } from "../gate";

const MINUTE = 60_000;

/**
 * This very release ran in stg, and its alarms were green for the whole bake period (CI/CL-002 §13, §20). It is
 * asked of a promotion by hand too. A red bake that ended after the last green one outweighs it.
 */
export const bakeGate = gate({
  name: "bake",
  question: "Was this very release green in stg for the whole bake period?",
  environments: ["prod"],
  decide(fact, { release, digest, rules: { bakeMinutes }, now }) {
    const all = fact("bakes").filter((each) => each.release === digest);
    const [newest] = all.toSorted((a, b) => b.endedAt - a.endedAt);
    if (newest === undefined) {
      return fail(
        `stg has not baked this release (${digest}). Promote ${release.version} into stg.`,
      );
    }
    const red = all.filter(({ result }) => result === "red");
    const lastRed = Math.max(...red.map(({ endedAt }) => endedAt));
    const problem = (each: BakeEvidence) => problemOf(each, bakeMinutes, release.kind, now);
    const green = all.find(
      (each) => problem(each) === undefined && (red.length === 0 || each.endedAt > lastRed),
    );
    if (green) {
      const minutes = minutesOf(green);
      return pass(
        `Deployment ${green.deployment} was green in stg for ${counted(minutes, "minute")}.`,
      );
    }
    const reason = `Deployment ${newest.deployment}: ${problem(newest)}.`;
    const until = Math.max(newest.startedAt + bakeMinutes * MINUTE, newest.endedAt);
    if (newest.result === "green" && newest.startedAt <= now && now < until) {
      return { kind: "wait", reasons: [reason], until };
    }
    return fail(`${reason} Promote ${release.version} into stg again.`);
  },
});

/** Why a bake does not count; nothing where it does. A time that is no number does not count. */
function problemOf(
  bake: BakeEvidence,
  bakeMinutes: number,
  kind: string,
  now: number,
): string | undefined {
  if (bake.result !== "green") return "its bake in stg was red";
  if (!(bake.endedAt <= now)) return "its bake in stg has not ended";
  if (!(bake.endedAt - bake.startedAt >= bakeMinutes * MINUTE)) {
    return `its bake in stg took ${minutesOf(bake)} of ${bakeMinutes} minutes`;
  }
  // A Terraform stack has no alarms of its own: its apply is what stg has tried.
  if (bake.alarms.length === 0 && kind !== "terraform") return "its bake in stg watched no alarm";
  return undefined;
}

/** In whole minutes, rounded down: nine and a half are not ten. */
function minutesOf({ startedAt, endedAt }: BakeEvidence): number {
  return Math.floor((endedAt - startedAt) / MINUTE);
}
