import type { Approval, RunPeople } from "../facts";
import type { GateRules } from "../subject";

/** Whether a person started the run, or started it again. By id: a login can be taken over by somebody else. */
export function isInitiator({ initiators }: RunPeople, { user }: Approval): boolean {
  return initiators.some(({ id }) => id === user.id);
}

/** Sentences for each review that says no: one is enough, whoever gives it. */
export function rejections({ approvals }: RunPeople): string[] {
  return approvals
    .filter(({ state }) => state === "rejected")
    .map(({ user, environment }) => `${user.login} rejected the run in ${environment}.`);
}

/** Reviews by which somebody who may do so has said yes. */
export function approvalsBy(people: RunPeople, team: string): Approval[] {
  return people.approvals.filter(
    (each) => each.state === "approved" && each.teams.includes(team) && !isInitiator(people, each),
  );
}

/**
 * The same, in the GitHub environments that ask somebody before this environment alone: a review of stg's says nothing of
 * prod, as nobody knew then what stg would find.
 */
export function changeApprovalsBy(
  people: RunPeople,
  team: string,
  { approvals }: Pick<GateRules, "approvals">,
): Approval[] {
  const asked = approvals.map(({ environment }) => environment);
  return approvalsBy(people, team).filter(({ environment }) => asked.includes(environment));
}
