import { windowGate } from "./change/window";
import { errorBudgetGate } from "./environment/error-budget";
import { openIncidentsGate } from "./environment/open-incidents";
import type { Gate } from "./gate";
import { releaseKindGate } from "./release/release-kind";
import { requiredChecksGate } from "./release/required-checks";
import type { RequestedPromotion } from "./subject";

/**
 * The gates that GitHub's deployment protection rule asks too: those that need no release, no statement of stg and no
 * review that is yet to come (docs/decisions/0045). A promotion asks every gate, these among them, after the rule.
 */
export const RULE_GATES: readonly Gate<RequestedPromotion>[] = [
  releaseKindGate,
  requiredChecksGate,
  windowGate,
  errorBudgetGate,
  openIncidentsGate,
];
