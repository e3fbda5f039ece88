import { type Shapes, uuid } from "./shape";

/** CloudWatch, CloudWatch Logs and Synthetics. */
export const OBSERVE: Shapes = {
  "aws:cloudwatch/logGroup:LogGroup": ({ arn, text }) => ({
    id: text("name"),
    name: text("name"),
    arn: arn("logs", `log-group:${text("name")}`),
  }),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ({ inputs, text }) => ({
    id: text(inputs.resourceArn === undefined ? "policyName" : "resourceArn"),
  }),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": ({ text }) => ({ id: text("name") }),
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": ({ hex }) => ({
    id: `cwlsf-${Number.parseInt(hex(8), 16)}`,
  }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": ({ arn, text }) => ({
    id: text("name"),
    name: text("name"),
    arn: arn("cloudwatch", `alarm:${text("name")}`),
  }),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ({ arn, text }) => ({
    id: text("alarmName"),
    arn: arn("cloudwatch", `alarm:${text("alarmName")}`),
  }),
  "aws:cloudwatch/dashboard:Dashboard": ({ account, text }) => ({
    id: text("dashboardName"),
    dashboardArn: `arn:aws:cloudwatch::${account}:dashboard/${text("dashboardName")}`,
  }),
  "aws:cloudwatch/queryDefinition:QueryDefinition": (asked) => {
    const id = uuid(asked);
    return { id, queryDefinitionId: id, arn: asked.arn("logs", `query-definition:${id}`) };
  },
  "aws:synthetics/canary:Canary": (asked) => {
    const name = asked.text("name");
    return {
      id: name,
      arn: asked.arn("synthetics", `canary:${name}`),
      engineArn: asked.arn("lambda", `function:cwsyn-${name}-${uuid(asked)}:1`),
      status: "READY",
    };
  },
};
