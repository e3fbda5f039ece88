import { platformNames } from "../../infra/naming/platform-names";
import type { Settings } from "../../infra/settings/parse";
import { resourceRule } from "../support/rule";
import { type Props, valuesAt } from "../support/unknowns";

/** Where a type names the managed policies that a role gets. */
const ATTACHED: Readonly<Record<string, string>> = {
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/role:Role": "managedPolicyArns.*",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns.*",
};

/** AWS numbers a policy that replaces another: `AmazonDynamoDBFullAccess_v2`, `..FullAccessV2`. */
const BROAD =
  /^arn:aws:iam::aws:policy\/(.*\/)?(AdministratorAccess.*|.*Administrator|(PowerUserAccess|.*FullAccess)(_?v\d+)?)$/i;

/**
 * A managed policy that a role gets is not one of AWS's for administrators, nor the boundary.
 *
 * Why: those grant all of a service, or of the account, by another name. The boundary names whole
 * services because it only limits; attached as a policy it would grant them.
 *
 * Fix: write down the actions in a `RolePolicy`, or attach a narrower policy of AWS.
 */
export const attachedPolicyIsNotBroad = resourceRule({
  name: "attached-policy-is-not-broad",
  description: "No role gets a managed policy that grants a whole service or account.",
  applies: (type) => Object.hasOwn(ATTACHED, type),
  *check({ type, props }, settings) {
    for (const arn of attached(type, props)) {
      if (!BROAD.test(arn) && !isBoundary(arn, settings)) continue;
      yield `${arn} grants whole services: write down the actions that are needed instead`;
    }
  },
});

function attached(type: string, props: Props): string[] {
  return valuesAt(props, ATTACHED[type] ?? "").filter((arn) => typeof arn === "string");
}

function isBoundary(arn: string, settings: Settings): boolean {
  return arn.endsWith(`:policy/${platformNames(settings).boundary}`);
}
