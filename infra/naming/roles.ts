import { PLATFORM_DEPLOY_ROLE } from "./exceptions";
import { type Owner, physicalName } from "./names";

/**
 * Name of the role that delivers `owner`: `nc-<svc>-<env>-gha-deploy-role`, and for the platform
 * itself the specification's literal name.
 */
export function deployRoleName(owner: Owner): string {
  if (owner.service === "platform") return PLATFORM_DEPLOY_ROLE;
  return physicalName("aws:iam/role:Role", owner, "gha-deploy-role");
}

/** ARN of that role in the account `accountId`, 12 digits: for a grant in another account. */
export function deployRoleArn(accountId: string, owner: Owner): string {
  return `arn:aws:iam::${accountId}:role/${deployRoleName(owner)}`;
}
