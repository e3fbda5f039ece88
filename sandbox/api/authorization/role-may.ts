import type { Ask } from "../operation";
import { findBy, nameIn } from "../resources";
import { ServiceError } from "../service-error";
import type { Account, World } from "../world";
import { authorize } from "./authorize";
import { roleId } from "./sessions";

/** Whether a service of AWS may do something with a role that it was given, by the role's policies. */
export async function roleMay(
  world: World,
  account: Account,
  roleArn: string,
  ask: Ask,
): Promise<boolean> {
  const role = nameIn(roleArn);
  if (!findBy(account, "aws:iam/role:Role", "name", role)) return false;
  const now = world.clock.now();
  const caller = {
    accountId: account.id,
    arn: `arn:aws:sts::${account.id}:assumed-role/${role}/service`,
    userId: `${roleId(account, role)}:service`,
    role,
    issuedAt: now.toISOString(),
  };
  const call = { account, caller, region: account.region, now, world };
  try {
    await authorize([ask], call, "AccessDenied");
    return true;
  } catch (error) {
    if (error instanceof ServiceError) return false;
    throw error;
  }
}

/** What it takes to call a function by its own name. */
export function invoking({ id, region }: Account, functionName: string): Ask {
  const resource = `arn:aws:lambda:${region}:${id}:function:${functionName}`;
  return { action: "lambda:InvokeFunction", resource };
}
