import { idOf, uuid } from "../identifiers";
import { policyDocument } from "../policy-document";
import type { ResourceTypes } from "../resource-type";
import { exactlyOne, matches, oneOf, required } from "../validators";

/** Days for which CloudWatch Logs keeps events; 0 is without end. Source: PutRetentionPolicy. */
const RETENTION = [
  ...[0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** CloudWatch Logs. Source of each limit: its Create* or Put* operation. */
export const CLOUDWATCH_LOGS: ResourceTypes = {
  "aws:cloudwatch/logGroup:LogGroup": {
    outputs: ({ arn, text }) => ({
      id: text("name"),
      name: text("name"),
      arn: arn("logs", `log-group:${text("name")}`),
    }),
    validate: [
      matches("name", 512, /^[\w./#-]+$/, "letters, digits and _./#-"),
      oneOf("retentionInDays", ...RETENTION),
      oneOf("logGroupClass", "STANDARD", "INFREQUENT_ACCESS", "DELIVERY"),
    ],
    immutable: ["name"],
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
    outputs: ({ inputs, text }) => ({
      id: text(inputs.resourceArn === undefined ? "policyName" : "resourceArn"),
    }),
    validate: [
      exactlyOne("policyName", "resourceArn"),
      policyDocument("policyDocument", { max: 5120, principal: true }),
    ],
    immutable: ["policyName", "resourceArn"],
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    outputs: idOf("name"),
    validate: [
      required("logGroupName", "metricTransformation", "pattern"),
      ({ inputs: { pattern }, refuse }) => {
        if (typeof pattern === "string" && pattern.length > 1024) {
          refuse("pattern", `${pattern.length} characters`, "at most 1024");
        }
      },
    ],
    immutable: ["logGroupName", "name"],
  },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
    outputs: ({ hex }) => ({
      id: `cwlsf-${Number.parseInt(hex(8), 16)}`,
    }),
  },
  "aws:cloudwatch/queryDefinition:QueryDefinition": {
    outputs: (request) => {
      const id = uuid(request);
      return { id, queryDefinitionId: id, arn: request.arn("logs", `query-definition:${id}`) };
    },
  },
};
