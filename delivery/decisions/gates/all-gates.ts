import { approvalsGate } from "./change/approvals";
import { changeApprovalGate } from "./change/change-approval";
import { changeTicketGate } from "./change/change-ticket";
import { changeTypeGate } from "./change/change-type";
import { windowGate } from "./change/window";
import { errorBudgetGate } from "./environment/error-budget";
import { openIncidentsGate } from "./environment/open-incidents";
import type { Gate } from "./gate";
import { attestationsGate } from "./release/attestations";
import { bakeGate } from "./release/bake";
import { flagsGate } from "./release/flags";
import { migrationsGate } from "./release/migrations";
import { permissionsGate } from "./release/permissions";
import { releaseKindGate } from "./release/release-kind";
import { requiredChecksGate } from "./release/required-checks";

/** Every gate, in the order in which they are shown. Each says itself before which environments it is asked. */
export const ALL_GATES: readonly Gate[] = [
  releaseKindGate,
  requiredChecksGate,
  attestationsGate,
  bakeGate,
  migrationsGate,
  flagsGate,
  permissionsGate,
  approvalsGate,
  changeTypeGate,
  changeApprovalGate,
  changeTicketGate,
  windowGate,
  errorBudgetGate,
  openIncidentsGate,
];
