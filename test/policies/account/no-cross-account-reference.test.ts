import { noCrossAccountReference } from "../../../policies/account/no-cross-account-reference";
import { settingsOf } from "../../support/contexts";
import { judges, LATER } from "../../support/violations";
import { OTHER, policy, QUEUE, STG } from "./grants";

judges(noCrossAccountReference, {
  "passes its own account": { type: QUEUE, props: { a: "arn:aws:sqs::111111111111:q" } },
  "passes AWS's account for access logs": {
    type: QUEUE,
    props: { a: "arn:aws:iam::985666609251:x" },
  },
  "passes AWS's layers that read flags": {
    type: "aws:lambda/function:Function",
    props: { layers: Object.values(settingsOf("dev").appConfigAgent.layers) },
  },
  "refuses another layer of that account": {
    type: "aws:lambda/function:Function",
    props: { layers: ["arn:aws:lambda:ca-central-1:039592058896:layer:other:1"] },
    says: [OTHER],
  },
  "refuses a layer of another account": {
    type: "aws:lambda/function:Function",
    props: { layers: ["arn:aws:lambda:ca-central-1:039592058897:layer:AWS-AppConfig-Extension:1"] },
    says: [OTHER],
  },
  "passes a key's id that ends in 12 digits": {
    type: QUEUE,
    props: { a: "key/01234567-89ab-cdef-0123-222222222222" },
  },
  "passes what is unknown": { type: QUEUE, props: { a: LATER } },
  "refuses another": { type: QUEUE, props: { a: `arn::${STG}:q` }, says: [OTHER] },
  "refuses it in a name": { type: QUEUE, props: { a: [`artifacts-${STG}`] }, says: [OTHER] },
  "refuses it beside a policy": {
    type: QUEUE,
    props: { a: STG, policy: policy({ Effect: "Allow" }) },
    says: [OTHER],
  },
  "judges no other provider": {
    type: "aws:sqs/queue:Queue",
    props: { a: LATER, b: "1234567890123" },
  },
});
