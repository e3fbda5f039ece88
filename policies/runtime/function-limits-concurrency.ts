import { demandRule, demandTable, mustBeAtLeast } from "../support/demands";
import { ciCl002 } from "../support/frameworks";

export const functionLimitsConcurrency = demandRule({
  name: "function-limits-concurrency",
  description: "Lambda functions have reserved concurrency, of one at least.",
  why:
    "All functions of an account share its concurrency. One that takes it all lets the others wait, also the hooks for which " +
    "deployments wait; one with a reservation of its own neither takes theirs nor waits for it.",
  remediationSteps:
    "Set `reservedConcurrentExecutions`: `infra/platform-functions.ts` and the catalog's `concurrency` say it.",
  severity: "high",
  framework: ciCl002("§7.2"),
  demands: demandTable({
    "aws:lambda/function:Function": [
      mustBeAtLeast(({ reservedConcurrentExecutions }) => reservedConcurrentExecutions, 1),
    ],
  }),
});
