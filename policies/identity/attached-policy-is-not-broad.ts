import { platformNames } from "../../infra/naming/platform-names";
import { ciCl002 } from "../support/frameworks";
import { inputTable, readBy, typesOf } from "../support/inputs";
import { resourceRule } from "../support/rule";
import { given } from "../support/unknowns";

/** Where a type names the managed policies that a role gets. */
const ATTACHED = inputTable({
  "aws:iam/policyAttachment:PolicyAttachment": ({ policyArn }) => policyArn,
  "aws:iam/role:Role": ({ managedPolicyArns }) => [...given(managedPolicyArns)],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ({ policyArn }) => policyArn,
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": ({ policyArns }) => [
    ...given(policyArns),
  ],
});

/** AWS numbers a policy that replaces another: `AmazonDynamoDBFullAccess_v2`, `..FullAccessV2`. */
const BROAD =
  /^arn:aws:iam::aws:policy\/(.*\/)?(AdministratorAccess.*|.*Administrator|(PowerUserAccess|.*FullAccess)(_?v\d+)?)$/i;

export const attachedPolicyIsNotBroad = resourceRule({
  name: "attached-policy-is-not-broad",
  description: "No role gets a managed policy that grants a whole service or account.",
  why:
    "AWS's policies for administrators grant all of a service, or of the account, by another name. The " +
    "permissions boundary names whole services because it only limits; attached, it would grant them.",
  remediationSteps: "List the actions in a `RolePolicy`, or attach a narrower policy of AWS.",
  severity: "critical",
  framework: ciCl002("§4"),
  types: typesOf(ATTACHED),
  *check(subject, settings) {
    const boundary = `:policy/${platformNames(settings).boundary}`;
    for (const arn of readBy(ATTACHED, subject)?.values ?? []) {
      if (typeof arn !== "string" || !(BROAD.test(arn) || arn.endsWith(boundary))) continue;
      yield `${arn} grants whole services`;
    }
  },
});
