import { platformNames } from "../../infra/naming/platform-names";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

/**
 * Every role has the permissions boundary of its environment.
 *
 * Why: a deploy role makes roles. Without a boundary it could make one that may do more than itself.
 *
 * Fix: set `permissionsBoundary` to the `arn` of `PermissionsBoundary`.
 */
export const roleHasPermissionsBoundary = resourceRule({
  name: "role-has-permissions-boundary",
  description: "Every IAM role has its environment's permissions boundary.",
  applies: (type) => type === "aws:iam/role:Role",
  *check({ props: { permissionsBoundary: given } }, settings) {
    const want = `arn:aws:iam::${settings.accountId}:policy/${platformNames(settings).boundary}`;
    if (equalsOrUnknown(given, want)) return;
    yield `permissionsBoundary is ${given ?? "not given"}: set it to ${want}`;
  },
});
