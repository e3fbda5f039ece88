import { fail, pass } from "../../verdict";
import { gate } from "../gate";
import { changeApprovalsBy, rejections } from "./people";

/**
 * The change board has approved a normal change, and the person on call an emergency (CI/CL-002 §16). A review of
 * the run by a member counts, in whichever of the GitHub environments that ask somebody for prod; so a member of
 * Product or Security who sits on the board speaks for both. A standard change is approved by its rule.
 */
export const changeApprovalGate = gate({
  name: "change-approval",
  question: "Has the change board, or in an emergency the person on call, approved the change?",
  environments: ["prod"],
  decide(fact, { changeType, rules }) {
    const { teams } = rules;
    if (changeType === "standard") return pass("A standard change is approved by its rule.");
    const team = changeType === "normal" ? teams.cab : teams.onCall;
    const people = fact("people");
    if (people.initiators.length === 0) return fail("It cannot know who started the run.");
    const [rejected, ...others] = rejections(people);
    if (rejected !== undefined) return fail(rejected, ...others);
    const [approval] = changeApprovalsBy(people, team, rules);
    if (approval) return pass(`${approval.user.login} of the team ${team} approved the change.`);
    const whom = `the team ${team}`;
    const type = changeType === "normal" ? "A normal" : "An emergency";
    return { kind: "wait", reasons: [`${type} change waits for ${whom}.`], whom };
  },
});
