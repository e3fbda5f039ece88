import type { PlannedPermissions } from "../decisions/gates/facts";
import type { PlanApproval } from "../decisions/gates/subject";

/** Plans of the platform itself, which alone change what roles may do. */
export interface PlatformPlans {
  /**
   * What the plan that was applied last to the environment has done to permissions, and who has approved it.
   *
   * @param approval - where plans for the environment are approved, and by which team; undefined where nobody does
   * @throws {InvalidInput} if none was recorded
   */
  applied(approval: PlanApproval | undefined): Promise<PlannedPermissions>;
}
