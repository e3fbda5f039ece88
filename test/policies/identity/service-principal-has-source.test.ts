import { servicePrincipalHasSource } from "../../../policies/identity/service-principal-has-source";
import { judges, LATER } from "../../support/violations";

const QUEUE = "aws:sqs/queuePolicy:QueuePolicy";
const TOPIC = "aws:sns/topicPolicy:TopicPolicy";
const BUS = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";
const PERMISSION = "aws:lambda/permission:Permission";

const lets = (Service: string | string[], Condition: object = {}, type = QUEUE) => ({
  type,
  props: {
    policy: JSON.stringify({
      Statement: [{ Sid: "A", Effect: "Allow", Principal: { Service }, Condition }],
    }),
  },
});
const source = (operator: string, key: string, value: string) => ({ [operator]: { [key]: value } });
const permission = (props: object) => ({
  type: PERMISSION,
  props: { function: "nc-a-dev-function", principal: "apigateway.amazonaws.com", ...props },
});
const NO_SOURCE = { says: [/^policy, statement A, lets .* in without a source$/] };
const S3 = "s3.amazonaws.com";

judges(servicePrincipalHasSource, {
  "passes a source's account": lets(
    S3,
    source("StringEquals", "aws:SourceAccount", "111111111111"),
  ),
  "passes a source's ARN": lets(S3, source("ArnLike", "aws:SourceArn", "arn:aws:s3:::nc-a-dev-b")),
  "passes rules of EventBridge for a topic, which send no source": lets(
    "events.amazonaws.com",
    {},
    TOPIC,
  ),
  "passes what is unknown": { type: QUEUE, props: { policy: LATER } },
  "refuses a queue's policy without a source": { ...lets(S3), ...NO_SOURCE },
  "refuses rules of EventBridge for a queue": { ...lets("events.amazonaws.com"), ...NO_SOURCE },
  "refuses a topic's": { ...lets(S3, {}, TOPIC), ...NO_SOURCE },
  "refuses a bus's": { ...lets("delivery.logs.amazonaws.com", {}, BUS), ...NO_SOURCE },
  "refuses any source": { ...lets(S3, source("ArnLike", "aws:SourceArn", "*")), ...NO_SOURCE },
  "refuses a source that may be absent": {
    ...lets(S3, source("StringEqualsIfExists", "aws:SourceAccount", "111111111111")),
    ...NO_SOURCE,
  },
  "refuses all sources but one": {
    ...lets(S3, source("StringNotEquals", "aws:SourceAccount", "111111111111")),
    ...NO_SOURCE,
  },
  "passes a permission with a source": permission({ sourceArn: "arn:aws:execute-api:r:1:a/*" }),
  "passes one whose source is unknown": permission({ sourceArn: LATER }),
  "passes a role": permission({ principal: "arn:aws:iam::111111111111:role/nc-a-dev-task" }),
  "refuses a permission without a source": {
    ...permission({}),
    says: [/^sourceArn is not given, so apigateway\.amazonaws\.com may call for any account/],
  },
  "refuses one of any source": { ...permission({ sourceArn: "*" }), says: [/^sourceArn/] },
  "refuses a permission for everyone": {
    ...permission({ principal: "*", sourceArn: "arn:aws:x" }),
    says: [/^principal is \*/],
  },
  "refuses a URL for everyone": {
    ...permission({ principal: "*", functionUrlAuthType: "NONE" }),
    says: [/^principal is \*/, /^functionUrlAuthType is NONE/],
  },
  "names every service": {
    ...lets([S3, "sns.amazonaws.com"]),
    says: [/lets s3\.amazonaws\.com, sns\.amazonaws\.com in without a source$/],
  },
  "passes a permission with a source's account": permission({ sourceAccount: "111111111111" }),
  "refuses a key that begins like a source's": {
    ...lets(S3, source("StringEquals", "aws:SourceArnx", "arn:aws:s3:::b")),
    ...NO_SOURCE,
  },
  "refuses a key that ends like a source's": {
    ...lets(S3, source("StringEquals", "x:aws:SourceArn", "arn:aws:s3:::b")),
    ...NO_SOURCE,
  },
  "refuses an operator that ends like an exact one": {
    ...lets(S3, source("ForAllValues:StringEquals", "aws:SourceAccount", "111111111111")),
    ...NO_SOURCE,
  },
  "refuses any source beside one": {
    ...lets(S3, { ArnLike: { "aws:SourceArn": ["arn:aws:s3:::nc-a-dev-b", "*"] } }),
    ...NO_SOURCE,
  },
  "passes a source by its organization": lets(
    S3,
    source("StringEquals", "aws:SourceOrgID", "o-a1b2c3d4e5"),
  ),
});
