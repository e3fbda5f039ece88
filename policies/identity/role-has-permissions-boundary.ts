import { platformNames } from "../../infra/naming/platform-names";
import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

export const roleHasPermissionsBoundary = resourceRule({
  name: "role-has-permissions-boundary",
  description: "Every IAM role has its environment's permissions boundary.",
  why: "A deploy role creates roles. Without a boundary it could create one that may do more than itself.",
  remediationSteps: "Set `permissionsBoundary` to the `arn` of `PermissionsBoundary`.",
  severity: "critical",
  framework: ciCl002("§4"),
  types: ["aws:iam/role:Role"],
  *check({ props: { permissionsBoundary: given } }, settings) {
    const want = `arn:aws:iam::${settings.accountId}:policy/${platformNames(settings).boundary}`;
    if (equalsOrUnknown(given, want)) return;
    yield `permissionsBoundary is ${given ?? "not given"}: set it to ${want}`;
  },
});
