import { LOWERCASE, lastSegment, randomText, uuid } from "../identifiers";
import type { Properties } from "../record";
import type { ResourceTypes } from "../resource-type";
import { between, matches, required, type Validation } from "../validators";
import { objectOf } from "../values";
import { invokeArn } from "./lambda-functions";

/**
 * Lambda: who and what invokes a function, and which version.
 * Source of each limit: its Create* or Put* operation.
 */
export const LAMBDA_INVOCATION: ResourceTypes = {
  "aws:lambda/alias:Alias": {
    outputs: (request) => {
      const name = lastSegment(request.text("functionName"), ":");
      const arn = request.arn("lambda", `function:${name}:${request.text("name")}`);
      return { id: arn, arn, invokeArn: invokeArn(request, arn) };
    },
    validate: [
      required("functionName", "functionVersion"),
      matches("name", 128, /^(?!\d+$)[\w-]+$/, "letters, digits, _ and -, not digits alone"),
      checkWeights,
    ],
    immutable: ["functionName", "name"],
  },
  "aws:lambda/permission:Permission": {
    outputs: ({ text }) => ({
      id: text("statementId"),
      statementId: text("statementId"),
    }),
    validate: [
      required("action", "function", "principal"),
      matches("statementId", 100, /^[\w-]+$/, "letters, digits, _ and -"),
    ],
    immutable: { allBut: [] },
    // A statement of one function's policy.
    idWithin: "function",
    importId: (state) => `${state.function}/${state.statementId}`,
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    outputs: (request) => {
      const id = uuid(request);
      const name = request.text("functionName");
      const functionArn = name.startsWith("arn:")
        ? name
        : request.arn("lambda", `function:${name}`);
      const arn = request.arn("lambda", `event-source-mapping:${id}`);
      return { id, uuid: id, arn, functionArn, state: "Enabled" };
    },
    validate: [
      required("functionName"),
      between("batchSize", 1, 10_000),
      between("maximumBatchingWindowInSeconds", 0, 300),
      ({ inputs: { batchSize, maximumBatchingWindowInSeconds: window }, refuse }) => {
        if (typeof batchSize === "number" && batchSize > 10 && !window) {
          refuse("maximumBatchingWindowInSeconds", window, "at least 1, as batchSize is above 10");
        }
      },
      ({ inputs, refuse }) => {
        const concurrency = objectOf(inputs.scalingConfig)?.maximumConcurrency;
        if (typeof concurrency !== "number" || (concurrency >= 2 && concurrency <= 1000)) return;
        refuse("scalingConfig.maximumConcurrency", concurrency, "from 2 to 1000");
      },
    ],
    immutable: ["eventSourceArn", "startingPosition"],
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    outputs: ({ inputs, text }) => {
      const name = lastSegment(text("functionName"), ":");
      return { id: inputs.qualifier === undefined ? name : `${name}:${text("qualifier")}` };
    },
    validate: [
      required("functionName"),
      between("maximumEventAgeInSeconds", 60, 21_600),
      between("maximumRetryAttempts", 0, 2),
    ],
    immutable: ["functionName", "qualifier"],
  },
  "aws:lambda/functionUrl:FunctionUrl": {
    outputs: (request) => {
      const urlId = randomText(request, 32, LOWERCASE);
      const functionUrl = `https://${urlId}.lambda-url.${request.region}.on.aws/`;
      const name = request.text("functionName");
      return {
        id: name,
        urlId,
        functionUrl,
        functionArn: request.arn("lambda", `function:${name}`),
      };
    },
  },
};

function checkWeights({ inputs, refuse }: Validation): void {
  const weights: Properties =
    objectOf(objectOf(inputs.routingConfig)?.additionalVersionWeights) ?? {};
  const versions = Object.entries(weights);
  if (versions.length > 1) refuse("routingConfig", weights, "one other version");
  if (versions.length > 0 && inputs.functionVersion === "$LATEST") {
    refuse("functionVersion", "$LATEST", "a numbered version, as traffic is shared");
  }
  for (const [version, weight] of versions) {
    if (typeof weight !== "number" || (weight >= 0 && weight <= 1)) continue;
    refuse(`routingConfig.additionalVersionWeights.${version}`, weight, "from 0 to 1");
  }
}
