import { fail, pass } from "../../verdict";
import type { CheckRun } from "../facts";
import { decideFrom, type Finding } from "../finding";
import { gate } from "../gate";
import type { RequestedPromotion } from "../subject";

/**
 * Every required check is green for the release's own commit (CI/CL-002 §11, §12). Only runs by the expected
 * app count, as anybody who may write statuses can report a check by any name. Of several runs of a name, the
 * newest counts. GitHub takes `neutral` and `skipped` for green; a release does not.
 */
export const requiredChecksGate = gate<RequestedPromotion>({
  name: "required-checks",
  question: "Are all required checks green for this commit, reported by the expected app?",
  environments: ["stg", "prod"],
  decide(fact, subject) {
    const { requiredChecks } = subject.rules;
    if (requiredChecks.length === 0) return fail("The rules name no required check.");
    const runs = fact("checks");
    const findings = requiredChecks.map((name) => findingOf(name, runs, subject));
    return decideFrom(findings, () => pass(`Green: ${requiredChecks.join(", ")}.`));
  },
});

function findingOf(name: string, runs: readonly CheckRun[], subject: RequestedPromotion): Finding {
  const { appId } = subject.rules;
  const { commit } = subject.release;
  const own = runs.filter((run) => run.name === name && run.commit === commit);
  const expected = own.filter((run) => run.appId === appId);
  if (expected.length === 0) {
    const others = [...new Set(own.map((run) => run.appId))];
    const by = others.length > 0 ? `reported by the app ${others.join(" and ")} only` : "missing";
    return {
      kind: "no",
      reason: `${name} is ${by} on commit ${commit}: expected a run by the app ${appId}.`,
    };
  }
  const newest = Math.max(...expected.map(({ startedAt }) => startedAt));
  const counted = expected.filter(({ startedAt }) => startedAt === newest);
  const red = counted.find((run) => run.status === "completed" && run.conclusion !== "success");
  if (red) return { kind: "no", reason: `${name} is ${red.conclusion}: expected success.` };
  const running = counted.find(({ status }) => status !== "completed");
  if (running) {
    return { kind: "not-yet", reason: `${name} is ${running.status}.`, whom: `the check ${name}` };
  }
  return { kind: "yes" };
}
