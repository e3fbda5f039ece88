import { ticketsNamed } from "../../change/ticket-id";
import { fail, pass } from "../../verdict";
import { gate } from "../gate";

/**
 * An approval's comment names a change ticket, and that ticket is open (CI/CL-002 §12). A standard change names
 * the ticket that documents it.
 */
export const changeTicketGate = gate({
  name: "change-ticket",
  question: "Does an approval's comment name a change ticket that is open?",
  environments: ["prod"],
  decide(fact, { rules }) {
    const asked = rules.approvals.map(({ environment }) => environment);
    const approvals = fact("people").approvals.filter(
      ({ state, environment }) => state === "approved" && asked.includes(environment),
    );
    const named = new Set(approvals.flatMap(({ comment }) => ticketsNamed(comment)));
    if (named.size > 0) {
      const tickets = fact("tickets");
      const states = [...named].map((id) => ({
        id,
        state: tickets.find((ticket) => ticket.id === id)?.state,
      }));
      const open = states.find(({ state }) => state === "open");
      if (open) return pass(`The change ticket ${open.id} is open.`);
      const why = states.map(({ id, state }) =>
        state === undefined ? `there is no ticket ${id}` : `${id} is closed`,
      );
      return fail(`No open change ticket is named: ${why.join("; ")}.`);
    }
    const waiting = rules.approvals.filter(
      ({ environment }) => !approvals.some((each) => each.environment === environment),
    );
    if (waiting.length === 0) {
      return fail("No approval's comment names a change ticket. Start a new run, and name it.");
    }
    const whom = waiting.map(({ team }) => `the team ${team}`).join(" or ");
    return {
      kind: "wait",
      reasons: [`No comment names a change ticket yet: ${whom} can, with the approval.`],
      whom,
    };
  },
});
