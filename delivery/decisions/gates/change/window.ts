import { mayStart } from "../../change/windows";
import { fail, pass } from "../../verdict";
import { gate } from "../gate";
import type { RequestedPromotion } from "../subject";

/** Standard and normal changes start inside windows and outside freezes, an emergency at any time (CI/CL-002 §16). */
export const windowGate = gate<RequestedPromotion>({
  name: "window",
  question: "May a change of this type start now?",
  environments: ["prod"],
  decide(fact, { changeType, rules: { calendar }, now }) {
    if (changeType === "emergency") return pass("An emergency may start at any time.");
    const { changeCalendars } = fact("calendar");
    const unread = calendar.documents.filter(
      (document) =>
        !changeCalendars.some(({ name }) => name === document || name.endsWith(`/${document}`)),
    );
    if (unread.length > 0) return fail(`It cannot know whether ${unread.join(", ")} is open.`);
    const decision = mayStart(calendar, changeCalendars, now);
    if (decision.kind === "open") return pass(decision.reason);
    const { reasons, opensAt } = decision;
    return opensAt === undefined ? fail(...reasons) : { kind: "wait", reasons, until: opensAt };
  },
});
