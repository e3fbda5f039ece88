import type { PlannedPermissions } from "../decisions/gates/facts";

/** Plans of the platform itself, which alone change what roles may do. */
export interface PlatformPlans {
  /**
   * What the plan that was applied last to the environment has done to permissions, and which members of Security
   * have approved it.
   *
   * @param security - slug of the team
   * @throws {InvalidInput} if none was recorded
   */
  applied(security: string): Promise<PlannedPermissions>;
}
