import { functionKeepsFailedEvents } from "../../../policies/messaging/function-keeps-failed-events";
import { judgesPlans, LATER } from "../../support/violations";

const SETTINGS = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const ARN = "arn:aws:lambda:ca-central-1:111111111111:function:nc-a-dev-function";
const fn = {
  type: "aws:lambda/function:Function",
  props: { name: "nc-a-dev-function", arn: ARN },
};
const settings = (functionName: string) => ({ type: SETTINGS, props: { functionName } });

judgesPlans(functionKeepsFailedEvents, {
  "passes a function with settings by its name": {
    plan: { fn, settings: settings("nc-a-dev-function") },
  },
  "passes one with settings by its ARN": { plan: { fn, settings: settings(ARN) } },
  "passes one with settings that were made from it": {
    plan: { fn, settings: { ...settings(LATER), from: { functionName: ["fn"] } } },
  },
  "passes a plan without functions": { plan: {} },
  "refuses a function without": {
    plan: { fn },
    says: [/^fn: nothing keeps the events that it failed/],
  },
  "refuses one where another has some": {
    plan: { fn, settings: settings("nc-b-dev-function") },
    says: [/^fn: nothing keeps/],
  },
  "refuses one where unknown settings were made from another": {
    plan: {
      fn,
      other: { ...fn, props: { name: "nc-b-dev-function" } },
      settings: { ...settings(LATER), from: { functionName: ["other"] } },
    },
    says: [/^fn: nothing keeps/],
  },
});
