import type { Context } from "../../../../infra/context";
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
export function platformPolicies(context: Context): Readonly<Record<string, readonly Statement[]>> {
  return {
    compute: computePermissions(context),
    data: dataPermissions(context),
    delivery: deliveryPermissions(context),
    identity: identityPermissions(context),
    network: networkPermissions(context),
    observe: observePermissions(context),
    read: readPermissions(context),
  };
}
