import { UNKNOWN } from "../../../infra/unknown";
import { policyDocument } from "./document";
import { entries, isGiven, type Judged, oneOf, part, type Rules, required, shaped } from "./rule";

/** SSM and Secrets Manager. Source of each: its Create* or Put* operation. */
export const CONFIG: Rules = {
  "aws:ssm/parameter:Parameter": [
    required("type"),
    oneOf("type", "String", "StringList", "SecureString"),
    oneOf("tier", "Standard", "Advanced", "Intelligent-Tiering"),
    shaped(
      "name",
      1011,
      /^(?!\/?(aws|ssm)\b)[\w./-]+$/i,
      'letters, digits, /, _, . or -, no "aws"',
    ),
    shaped("description", 1024, /^[\s\S]*$/, "text"),
    parameterFits,
  ],
  "aws:secretsmanager/secret:Secret": [
    shaped("name", 512, /^[\w/+=.@-]+$/, "letters, digits and /_+=.@-"),
    shaped("description", 2048, /^[\s\S]*$/, "text"),
    policyDocument("policy", { max: 20_480, principal: true }),
    ({ inputs: { recoveryWindowInDays: days }, refuse }) => {
      if (typeof days === "number" && days !== 0 && (days < 7 || days > 30)) {
        refuse("recoveryWindowInDays", days, "0, or from 7 to 30");
      }
    },
    ({ inputs: { replicas }, refuse }) => {
      const regions = entries(replicas).map(([, { region }]) => region);
      for (const [index, region] of regions.entries()) {
        const once = region === UNKNOWN || regions.indexOf(region) === index;
        if (isGiven(region) && once) continue;
        refuse(`replicas[${index}].region`, region, "a region that no other copy is in");
      }
    },
  ],
  "aws:secretsmanager/secretPolicy:SecretPolicy": [
    required("secretArn", "policy"),
    policyDocument("policy", { max: 20_480, principal: true }),
  ],
  "aws:secretsmanager/secretRotation:SecretRotation": [
    required("secretId", "rotationRules"),
    ({ inputs, refuse }) => {
      const { automaticallyAfterDays: days, scheduleExpression } = part(inputs.rotationRules) ?? {};
      if (typeof days === "number" && (days < 1 || days > 1000)) {
        refuse("rotationRules.automaticallyAfterDays", days, "from 1 to 1000");
      }
      if (isGiven(days) && isGiven(scheduleExpression)) {
        refuse("rotationRules.scheduleExpression", scheduleExpression, "none, as days are given");
      }
    },
    shaped(
      "rotationLambdaArn",
      2048,
      /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(:[\w-]+)?$/,
      "the ARN of a function, or of an alias of it",
    ),
  ],
};

/** Source: Systems Manager user guide, "Managing parameter tiers". */
function parameterFits({ inputs, refuse }: Judged): void {
  const { keyId, tier, type, value } = inputs;
  const most = tier === "Advanced" || tier === "Intelligent-Tiering" ? 8192 : 4096;
  const bytes = typeof value === "string" ? Buffer.byteLength(value) : 0;
  if (bytes > most) refuse("value", `${bytes} bytes`, `at most ${most}`);
  if (value === "") refuse("value", value, "at least one character");
  if (typeof type === "string" && type !== "SecureString" && isGiven(keyId)) {
    refuse("keyId", keyId, `no key, as type is ${type}`);
  }
}
