import { UNKNOWN } from "../../../infra/unknown";
import { idOf, randomText, uuid } from "../identifiers";
import { policyDocument } from "../policy-document";
import type { ResourceTypes } from "../resource-type";
import { matches, required } from "../validators";
import { isGiven, objectOf, objectsIn } from "../values";

/** Alphabet of the suffix of a secret's ARN. */
const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Secrets Manager. Source of each limit: its Create* or Put* operation. */
export const SECRETSMANAGER: ResourceTypes = {
  "aws:secretsmanager/secret:Secret": {
    outputs: (request) => {
      const name = request.text("name");
      const arn = request.arn(
        "secretsmanager",
        `secret:${name}-${randomText(request, 6, ALPHANUMERIC)}`,
      );
      return { id: arn, name, arn };
    },
    validate: [
      matches("name", 512, /^[\w/+=.@-]+$/, "letters, digits and /_+=.@-"),
      matches("description", 2048, /^[\s\S]*$/, "text"),
      policyDocument("policy", { max: 20_480, principal: true }),
      ({ inputs: { recoveryWindowInDays: days }, refuse }) => {
        if (typeof days === "number" && days !== 0 && (days < 7 || days > 30)) {
          refuse("recoveryWindowInDays", days, "0, or from 7 to 30");
        }
      },
      ({ inputs: { replicas }, refuse }) => {
        const regions = objectsIn(replicas).map(([, { region }]) => region);
        for (const [index, region] of regions.entries()) {
          const once = region === UNKNOWN || regions.indexOf(region) === index;
          if (isGiven(region) && once) continue;
          refuse(`replicas[${index}].region`, region, "a region that no other copy is in");
        }
      },
    ],
    immutable: ["name"],
    uniqueBy: ["name"],
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    outputs: (request) => {
      const [arn, versionId] = [request.text("secretId"), uuid(request)];
      return { id: `${arn}|${versionId}`, arn, versionId, versionStages: ["AWSCURRENT"] };
    },
    immutable: ["secretId", "secretString"],
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    outputs: idOf("secretArn"),
    validate: [
      required("secretArn", "policy"),
      policyDocument("policy", { max: 20_480, principal: true }),
    ],
    immutable: ["secretArn"],
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    outputs: ({ text }) => ({
      id: text("secretId"),
      rotationEnabled: true,
    }),
    validate: [
      required("secretId", "rotationRules"),
      ({ inputs, refuse }) => {
        const { automaticallyAfterDays: days, scheduleExpression } =
          objectOf(inputs.rotationRules) ?? {};
        if (typeof days === "number" && (days < 1 || days > 1000)) {
          refuse("rotationRules.automaticallyAfterDays", days, "from 1 to 1000");
        }
        if (isGiven(days) && isGiven(scheduleExpression)) {
          refuse("rotationRules.scheduleExpression", scheduleExpression, "none, as days are given");
        }
      },
      matches(
        "rotationLambdaArn",
        2048,
        /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(:[\w-]+)?$/,
        "the ARN of a function, or of an alias of it",
      ),
    ],
    immutable: ["secretId"],
  },
};
