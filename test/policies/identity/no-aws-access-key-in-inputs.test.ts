import { noAwsAccessKeyInInputs } from "../../../policies/identity/no-aws-access-key-in-inputs";
import { judges, LATER } from "../../support/violations";

const VARIABLE = "github:index/actionsVariable:ActionsVariable";
const KEY = "AKIAIOSFODNN7EXAMPLE";

judges(noAwsAccessKeyInInputs, {
  "passes other text": { type: VARIABLE, props: { variableName: "AWS_REGION", value: "x" } },
  "passes what is unknown": { type: VARIABLE, props: { value: LATER } },
  "[§4] refuses its name": {
    type: VARIABLE,
    props: { variableName: "AWS_SECRET_ACCESS_KEY" },
    says: [/hands out/],
  },
  "refuses its name for a function": {
    type: "aws:lambda/function:Function",
    props: { environment: { variables: { AWS_ACCESS_KEY_ID: LATER } } },
    says: [/hands out/],
  },
  "refuses its name in a container": {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    props: { containerDefinitions: '[{"environment":[{"name":"AWS_SESSION_TOKEN"}]}]' },
    says: [/hands out/],
  },
  "refuses its id, and does not show it": {
    type: VARIABLE,
    props: { value: `x ${KEY}` },
    says: [/^(?!.*AKIA).*holds the id/],
  },
  "refuses a session's id": {
    type: VARIABLE,
    props: { value: KEY.replace("AKIA", "ASIA") },
    says: [/holds the id/],
  },
});
