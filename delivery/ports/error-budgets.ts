import type { ReleaseContract } from "../../infra/release/contract";
import type { ErrorBudget } from "../decisions/gates/facts";

/** Error budgets of the workloads of one environment. */
export interface ErrorBudgets {
  /** What a workload has left of its error budget, over the 30 days that end now. */
  of(contract: ReleaseContract): Promise<ErrorBudget>;
}
