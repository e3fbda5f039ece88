import { fail, pass } from "../../verdict";
import type { Approval, RunPeople } from "../facts";
import { decideFrom, type Finding } from "../finding";
import { gate } from "../gate";
import type { GateRules } from "../subject";
import { approvalsBy, isInitiator, rejections } from "./people";

type Asked = GateRules["approvals"][number];

/**
 * Each GitHub environment that asks somebody has an approval by the team that it asks, each by another person,
 * and none by who started the run (CI/CL-002 §12). GitHub itself lets one person answer for several environments.
 */
export const approvalsGate = gate({
  name: "approvals",
  question: "Has a different person of each team approved, and none who started the run?",
  environments: ["stg", "prod"],
  decide(fact, { rules }) {
    if (rules.approvals.length === 0) return fail("The rules ask nobody for an approval.");
    const people = fact("people");
    if (people.initiators.length === 0) return fail("It cannot know who started the run.");
    const [rejected, ...others] = rejections(people);
    if (rejected !== undefined) return fail(rejected, ...others);
    const candidates = rules.approvals.map((asked) => candidatesFor(asked, people));
    const findings = rules.approvals.map((asked, index) =>
      findingOf(asked, candidates[index] ?? [], people),
    );
    return decideFrom(findings, () => {
      const chosen = differentPeople(candidates);
      if (chosen) return pass(`Approved by ${chosen.map(describe).join(" and ")}.`);
      const names = [...new Set(candidates.flat().map(({ user }) => user.login))];
      return fail(
        `${rules.approvals.length} different people have to approve, and only ${names.join(" and ")} did. Start a new run, in which another person approves too.`,
      );
    });
  },
});

function candidatesFor({ environment, team }: Asked, people: RunPeople): Approval[] {
  return approvalsBy(people, team).filter((each) => each.environment === environment);
}

function findingOf(
  { environment, team }: Asked,
  candidates: readonly Approval[],
  people: RunPeople,
): Finding {
  if (candidates.length > 0) return { kind: "yes" };
  const given = people.approvals.filter(
    (each) => each.environment === environment && each.state === "approved",
  );
  if (given.length === 0) {
    const whom = `the team ${team}`;
    return { kind: "not-yet", reason: `${environment} waits for ${whom}.`, whom };
  }
  // GitHub asks once: after one approval, nobody can add another in the same run.
  const why = given.map((each) =>
    isInitiator(people, each)
      ? `${each.user.login} started the run`
      : `${each.user.login} is not in the team ${team}`,
  );
  return {
    kind: "no",
    reason: `No approval in ${environment} counts: ${why.join("; ")}. Start a new run.`,
  };
}

/** One approval of each list, by as many different people; nothing where there is no such choice. */
function differentPeople(
  candidates: readonly (readonly Approval[])[],
  taken: readonly number[] = [],
): Approval[] | undefined {
  const [first, ...others] = candidates;
  if (first === undefined) return [];
  for (const each of first) {
    if (taken.includes(each.user.id)) continue;
    const rest = differentPeople(others, [...taken, each.user.id]);
    if (rest) return [each, ...rest];
  }
  return undefined;
}

function describe({ user, environment }: Approval): string {
  return `${user.login} (${environment})`;
}
