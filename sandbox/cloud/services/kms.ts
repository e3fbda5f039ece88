import { formatProblem } from "../../../infra/problems";
import { UNKNOWN } from "../../../infra/unknown";
import { idOf, lastSegment, uuid } from "../identifiers";
import { policyDocument, statementsOf } from "../policy-document";
import type { Properties } from "../record";
import type { AccountContents, ResourceTypes } from "../resource-type";
import { between, matches, required, type Validation } from "../validators";
import { isGiven, objectOf, parseObject } from "../values";

/** KMS. Source of each limit: KMS API reference. */
export const KMS: ResourceTypes = {
  "aws:kms/key:Key": {
    outputs: (request) => {
      const keyId = request.inputs.multiRegion === true ? `mrk-${request.hex(32)}` : uuid(request);
      return { id: keyId, keyId, arn: request.arn("kms", `key/${keyId}`) };
    },
    validate: [
      between("deletionWindowInDays", 7, 30),
      between("rotationPeriodInDays", 90, 2560),
      policyDocument("policy", { max: 32_768, principal: true }),
      checkAccountAccess,
      checkRotation,
    ],
    immutable: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion"],
  },
  "aws:kms/replicaKey:ReplicaKey": {
    outputs: ({ arn, text }) => {
      const keyId = lastSegment(text("primaryKeyArn"));
      return {
        id: keyId,
        keyId,
        arn: arn("kms", `key/${keyId}`),
        keyRotationEnabled: true,
        keySpec: "SYMMETRIC_DEFAULT",
        keyUsage: "ENCRYPT_DECRYPT",
      };
    },
    validate: [
      required("primaryKeyArn"),
      matches(
        "primaryKeyArn",
        2048,
        /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/mrk-[0-9a-f]+$/,
        "the ARN of a multi-Region key",
      ),
      between("deletionWindowInDays", 7, 30),
      policyDocument("policy", { max: 32_768, principal: true }),
      checkAccountAccess,
    ],
    immutable: ["primaryKeyArn"],
    conflict: primaryKeyIsMissing,
  },
  "aws:kms/alias:Alias": {
    outputs: ({ arn, text }) => {
      const target = text("targetKeyId");
      const targetKeyArn = target.startsWith("arn:") ? target : arn("kms", `key/${target}`);
      return { id: text("name"), arn: arn("kms", text("name")), targetKeyArn };
    },
    validate: [
      required("name", "targetKeyId"),
      matches("name", 256, /^alias\/(?!aws\/)[\w/-]+$/, '"alias/" and letters, digits, /, _ or -'),
    ],
    immutable: ["name"],
  },
  "aws:kms/keyPolicy:KeyPolicy": {
    outputs: idOf("keyId"),
    validate: [policyDocument("policy", { max: 32_768, principal: true }), checkAccountAccess],
    immutable: ["keyId"],
  },
  "aws:kms/grant:Grant": {
    outputs: ({ text, hex }) => {
      const grantId = hex(64);
      return { id: `${text("keyId")}:${grantId}`, grantId, grantToken: hex(64, "token") };
    },
  },
};

/** A key that its account cannot manage can never be managed again. */
function checkAccountAccess(validation: Validation): void {
  const document = parseObject(validation.inputs.policy);
  if (!document || document === "broken") return;
  const root = `arn:aws:iam::${validation.account}:root`;
  const keeps = statementsOf("policy", document).some(([, statement]) => {
    const principals = [objectOf(statement.Principal)?.AWS ?? []].flat();
    return (
      statement.Effect === "Allow" &&
      principals.some((each) => each === root || each === validation.account) &&
      [statement.Action].flat().includes("kms:*") &&
      !isGiven(statement.Condition)
    );
  });
  if (!keeps) validation.refuse("policy", "without it", `a statement that gives kms:* to ${root}`);
}

function checkRotation({ inputs, refuse }: Validation): void {
  const { customerMasterKeySpec: spec = "SYMMETRIC_DEFAULT", enableKeyRotation } = inputs;
  if (enableKeyRotation === UNKNOWN || spec === UNKNOWN) return;
  if (enableKeyRotation === true && spec !== "SYMMETRIC_DEFAULT") {
    refuse("enableKeyRotation", true, `false, as a key of ${String(spec)} cannot rotate`);
  }
  if (isGiven(inputs.rotationPeriodInDays) && enableKeyRotation !== true) {
    refuse("enableKeyRotation", enableKeyRotation, "true, as rotationPeriodInDays is given");
  }
}

function primaryKeyIsMissing({ primaryKeyArn }: Properties, { cloud }: AccountContents) {
  const keys = cloud.list("aws:kms/key:Key");
  if (keys.some(({ state }) => state.arn === primaryKeyArn)) return undefined;
  return formatProblem("primaryKeyArn", primaryKeyArn, "a key of this account");
}
