import { lostEventIsKept } from "../../../policies/messaging/lost-event-is-kept";
import { judges, LATER } from "../../support/violations";

const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const SETTINGS = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const FUNCTION = "arn:aws:lambda:ca-central-1:111111111111:function:nc-a-dev-function:live";
const QUEUE = "arn:aws:sqs:ca-central-1:111111111111:nc-a-dev-dead-letters";
const TOPIC = "arn:aws:sns:ca-central-1:111111111111:nc-platform-dev-alerts-page";
const BUS = "arn:aws:events:ca-central-1:111111111111:event-bus/default";
const target = (props: object) => ({ type: TARGET, props });
const settings = (destinationConfig?: object) => ({ type: SETTINGS, props: { destinationConfig } });

judges(lostEventIsKept, {
  "passes a rule whose events are kept": target({
    arn: FUNCTION,
    deadLetterConfig: { arn: QUEUE },
  }),
  "passes an unknown queue": target({ arn: FUNCTION, deadLetterConfig: { arn: LATER } }),
  "passes what another region sends on": target({ arn: BUS, region: "us-east-1" }),
  "refuses what its own region sends on": {
    ...target({ arn: BUS }),
    says: [/^deadLetterConfig\.arn is not given/],
  },
  "refuses what a rule sends to the bus of its own region": {
    ...target({ arn: BUS, region: "ca-central-1" }),
    says: [/^deadLetterConfig\.arn is not given/],
  },
  "refuses what another region sends to that region": {
    ...target({ arn: BUS.replace("ca-central-1", "us-east-1"), region: "us-east-1" }),
    says: [/^deadLetterConfig\.arn is not given/],
  },
  "refuses an unknown target": {
    ...target({ arn: LATER }),
    says: [/^deadLetterConfig\.arn is not given/],
  },
  "refuses a rule that tells people": {
    ...target({ arn: TOPIC }),
    says: [/^deadLetterConfig\.arn is not given/],
  },
  "refuses a rule that opens an OpsItem": {
    ...target({ arn: "arn:aws:ssm:ca-central-1:111111111111:opsitem" }),
    says: [/^deadLetterConfig\.arn is not given/],
  },
  "refuses a rule whose events are not": {
    ...target({ arn: FUNCTION }),
    says: [/^deadLetterConfig\.arn is not given: give a queue's ARN/],
  },
  "refuses one without an ARN": {
    ...target({ arn: FUNCTION, deadLetterConfig: {} }),
    says: [/^deadLetterConfig\.arn is not given/],
  },
  "refuses one with an empty ARN": {
    ...target({ arn: FUNCTION, deadLetterConfig: { arn: "" } }),
    says: [/^deadLetterConfig\.arn is not given/],
  },
  "passes a schedule whose runs are kept": {
    type: SCHEDULE,
    props: { target: { arn: "arn:x", deadLetterConfig: { arn: QUEUE } } },
  },
  "[§7.3] refuses a schedule whose runs are not": {
    type: SCHEDULE,
    props: { target: { arn: "arn:x" } },
    says: [/^target\.deadLetterConfig\.arn is not given/],
  },
  "passes a function's settings with a queue": settings({ onFailure: { destination: QUEUE } }),
  "passes those with an unknown one": settings(Object({ onFailure: { destination: LATER } })),
  "refuses those that keep successes alone": {
    ...settings({ onSuccess: { destination: QUEUE } }),
    says: [/^destinationConfig\.onFailure\.destination is not given/],
  },
  "refuses those that keep nothing": {
    ...settings(),
    says: [/^destinationConfig\.onFailure\.destination is not given/],
  },
});
