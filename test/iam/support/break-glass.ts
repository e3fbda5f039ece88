import { BreakGlassRole } from "../../../components/identity/break-glass-role";
import { PermissionsBoundary } from "../../../components/identity/permissions-boundary";
import { contextOf, PLATFORM } from "../../../infra/context";
import { settingsOf } from "../../support/contexts";
import { record } from "../../support/record";
import { type Role, roleNamed, rolesIn } from "./roles";

export const ACCOUNT = "333333333333";
/** Whom a window lets in. */
export const USER = `arn:aws:iam::${ACCOUNT}:user/alice`;
export const WINDOW = {
  from: "2026-11-27T14:00:00Z",
  until: "2026-11-27T15:00:00Z",
  who: ["alice"],
  ticket: "INC-1234",
  reason: "The pipeline cannot reach AWS.",
};
/** Around that window. */
export const TIMES = {
  before: "2026-11-27T13:59:59Z",
  in: "2026-11-27T14:30:00Z",
  after: "2026-11-27T15:00:00Z",
};

/** The role as the settings make it. */
export async function roleWith(breakGlass: object): Promise<Role> {
  const settings = settingsOf("prod", { breakGlass });
  const context = contextOf(settings, PLATFORM);
  const made = await record(() => {
    const { arn } = new PermissionsBoundary("boundary", { context });
    new BreakGlassRole("break-glass", { context, permissionsBoundaryArn: arn });
  });
  return roleNamed(rolesIn(made, settings), "nc-platform-prod-break-glass");
}
