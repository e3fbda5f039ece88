import type { ResourceTypes } from "../resource-type";
import { matches, oneOf, required, type Validation } from "../validators";
import { isGiven } from "../values";

/** Systems Manager: parameters and documents. Source of each limit: PutParameter. */
export const SSM: ResourceTypes = {
  "aws:ssm/parameter:Parameter": {
    outputs: ({ arn, inputs, text }) => {
      const name = text("name");
      const path = name.startsWith("/") ? name : `/${name}`;
      const outputs = {
        id: name,
        arn: arn("ssm", `parameter${path}`),
        version: 1,
        tier: "Standard",
        dataType: "text",
      };
      return inputs.type === "SecureString" ? { ...outputs, keyId: "alias/aws/ssm" } : outputs;
    },
    validate: [
      required("type"),
      oneOf("type", "String", "StringList", "SecureString"),
      oneOf("tier", "Standard", "Advanced", "Intelligent-Tiering"),
      matches(
        "name",
        1011,
        /^(?!\/?(aws|ssm)\b)[\w./-]+$/i,
        'letters, digits, /, _, . or -, no "aws"',
      ),
      matches("description", 1024, /^[\s\S]*$/, "text"),
      checkParameter,
    ],
    immutable: ["name"],
    outputsOnUpdate: ({ state }, changed) => {
      const newVersion = changed.some((property) => property !== "tags");
      return newVersion ? { version: Number(state.version) + 1 } : {};
    },
  },
  "aws:ssm/document:Document": {
    outputs: ({ account, arn, text }) => ({
      id: text("name"),
      arn: arn("ssm", `document/${text("name")}`),
      owner: account,
      status: "Active",
      defaultVersion: "1",
      latestVersion: "1",
      documentVersion: "1",
    }),
  },
};

/** Source: Systems Manager user guide, "Managing parameter tiers". */
function checkParameter({ inputs, refuse }: Validation): void {
  const { keyId, tier, type, value = inputs.insecureValue } = inputs;
  const most = tier === "Advanced" || tier === "Intelligent-Tiering" ? 8192 : 4096;
  const bytes = typeof value === "string" ? Buffer.byteLength(value) : 0;
  if (bytes > most) refuse("value", `${bytes} bytes`, `at most ${most}`);
  if (value === "") refuse("value", value, "at least one character");
  if (typeof type === "string" && type !== "SecureString" && isGiven(keyId)) {
    refuse("keyId", keyId, `no key, as type is ${type}`);
  }
}
