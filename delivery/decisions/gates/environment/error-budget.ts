import { fail, pass } from "../../verdict";
import { gate } from "../gate";
import type { RequestedPromotion } from "../subject";

/** The workload's error budget is not spent (CI/CL-002 §13). An emergency may be what stops the spending. */
export const errorBudgetGate = gate<RequestedPromotion>({
  name: "error-budget",
  question: "Is some of the workload's error budget left?",
  environments: ["prod"],
  decide(fact, { release: { workload }, changeType }) {
    const { remainingPercent } = fact("errorBudget");
    if (remainingPercent === undefined) {
      return pass(`${workload} answers no requests, and has no error budget.`);
    }
    if (!Number.isFinite(remainingPercent)) {
      return fail(`The error budget of ${workload} is no number: ${remainingPercent}.`);
    }
    const left = `${workload} has ${remainingPercent} % of its error budget left`;
    if (remainingPercent > 0) return pass(`${left}.`);
    if (changeType === "emergency") return pass(`${left}, and the change is an emergency.`);
    return fail(`${left}. Wait until the period has moved on, or release an emergency change.`);
  },
});
