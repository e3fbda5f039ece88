import type { Scope } from "../../../../infra/scope";
import type { Statement } from "../../statement";
import { computePermissions } from "./compute";
import { dataPermissions } from "./data";
import { deliveryPermissions } from "./delivery";
import { identityPermissions } from "./identity";
import { networkPermissions } from "./network";
import { observePermissions } from "./observe";
import { readPermissions } from "./read";

/**
 * What `pulumi up` of the whole environment takes, by concern (docs/decisions/0012). It changes
 * what is named by the convention, where AWS takes names; it delivers and runs nothing.
 */
export function platformPolicies(scope: Scope): Readonly<Record<string, readonly Statement[]>> {
  return {
    compute: computePermissions(scope),
    data: dataPermissions(scope),
    delivery: deliveryPermissions(scope),
    identity: identityPermissions(scope),
    network: networkPermissions(scope),
    observe: observePermissions(scope),
    read: readPermissions(scope),
  };
}
