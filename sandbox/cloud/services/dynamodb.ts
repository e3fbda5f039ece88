import { hasUnknown } from "../../../infra/unknown";
import { CREATED_AT } from "../identifiers";
import type { Properties } from "../record";
import type { ResourceTypes } from "../resource-type";
import { oneOf, type Validation } from "../validators";
import { isGiven, objectsIn } from "../values";

/** DynamoDB. Source of each limit: CreateTable. */
export const DYNAMODB: ResourceTypes = {
  "aws:dynamodb/table:Table": {
    outputs: ({ arn, inputs, text }) => {
      const table = arn("dynamodb", `table/${text("name")}`);
      const label = inputs.streamEnabled === true ? CREATED_AT.replace("Z", ".000") : "";
      const streamArn = label && `${table}/stream/${label}`;
      return { id: text("name"), name: text("name"), arn: table, streamArn, streamLabel: label };
    },
    validate: [
      oneOf("billingMode", "PROVISIONED", "PAY_PER_REQUEST"),
      oneOf("streamViewType", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"),
      oneOf("tableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS"),
      checkKeys,
      checkCapacity,
    ],
    immutable: ["hashKey", "localSecondaryIndexes", "rangeKey"],
  },
};

function checkKeys({ inputs, refuse }: Validation): void {
  const { attributes, globalSecondaryIndexes, hashKey, localSecondaryIndexes, rangeKey } = inputs;
  if (hasUnknown(attributes)) return;
  const defined = objectsIn(attributes).map(([, each]) => each.name);
  const indexes = [...objectsIn(globalSecondaryIndexes), ...objectsIn(localSecondaryIndexes)];
  const keysOf = (each: Properties) => [each.hashKey, each.rangeKey];
  const used = [hashKey, rangeKey, ...indexes.flatMap(([, each]) => keysOf(each))];
  const allKeysKnown = !hasUnknown([used, globalSecondaryIndexes, localSecondaryIndexes]);
  for (const key of used.filter((each) => typeof each === "string")) {
    if (!defined.includes(key)) refuse("attributes", defined, `an attribute for the key "${key}"`);
  }
  for (const name of defined) {
    if (allKeysKnown && !used.includes(name)) {
      refuse("attributes", defined, `no attribute that is no key, such as ${JSON.stringify(name)}`);
    }
  }
  for (const [index, { type }] of objectsIn(attributes)) {
    if (typeof type === "string" && !["S", "N", "B"].includes(type)) {
      refuse(`attributes[${index}].type`, type, "S, N or B");
    }
  }
  if (!isGiven(hashKey)) refuse("hashKey", hashKey, "the name of an attribute");
}

function checkCapacity({ inputs, refuse }: Validation): void {
  const { billingMode, readCapacity, streamEnabled, streamViewType } = inputs;
  if ((billingMode ?? "PROVISIONED") === "PROVISIONED" && !isGiven(readCapacity)) {
    refuse("readCapacity", readCapacity, "a number, as billingMode is PROVISIONED");
  }
  if (streamEnabled === true && !isGiven(streamViewType)) {
    refuse("streamViewType", streamViewType, "a value, as streamEnabled is true");
  }
}
