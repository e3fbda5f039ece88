import { providerIsRestricted } from "../../../policies/account/provider-is-restricted";
import { judges, LATER } from "../../support/violations";

const AWS = "pulumi:providers:aws";
const STG = "222222222222";
const GUARDED = { allowedAccountIds: '["111111111111"]', region: "ca-central-1" };

const gitHub = (props: object) => ({
  type: "pulumi:providers:github",
  props,
  environment: "prod" as const,
});

judges(providerIsRestricted, {
  "passes our account and region": { type: AWS, props: GUARDED },
  "passes what is unknown": { type: AWS, props: { allowedAccountIds: LATER, region: LATER } },
  "refuses neither": { type: AWS, props: {}, says: [/^allowedAccountIds/, /^region/] },
  "refuses a second account": {
    type: AWS,
    props: { ...GUARDED, allowedAccountIds: `["111111111111","${STG}"]` },
    says: [/^allowedAccountIds/],
  },
  "refuses another region": {
    type: AWS,
    props: { ...GUARDED, region: "us-west-2" },
    says: [/^region is us-west-2/],
  },
  "refuses a key": { type: AWS, props: { ...GUARDED, accessKey: "x" }, says: [/^accessKey/] },
  "names a default provider": {
    type: AWS,
    name: "default_7_48_0",
    props: { ...GUARDED, region: "us-west-2" },
    says: [/^it is a default provider/],
  },
  "passes our organization in prod": gitHub({ owner: "neurocipher" }),
  "refuses a token of GitHub, which would be in the state": {
    ...gitHub({ owner: "neurocipher", token: "ghs_x" }),
    says: [/^token is given/],
  },
  "refuses another organization": { ...gitHub({ owner: "x" }), says: [/^owner is x/] },
  "[§9] refuses GitHub in stg, whose account would hold the power over prod": {
    ...gitHub({ owner: "neurocipher" }),
    environment: "stg",
    says: [/^it is of the stack of stg: leave GitHub to prod's$/],
  },
  "passes both regions where DR is on": {
    type: AWS,
    props: { ...GUARDED, region: "us-east-1" },
    config: { dr: true },
  },
  "passes the primary region there too": { type: AWS, props: GUARDED, config: { dr: true } },
  ...Object.fromEntries(
    ["accessKey", "secretKey", "token"].map((key) => [
      `refuses ${key}`,
      { type: AWS, props: { ...GUARDED, [key]: "x" }, says: [new RegExp(`^${key} is given: let`)] },
    ]),
  ),
  "refuses an app's key": {
    ...gitHub({ owner: "neurocipher", appAuth: { id: "1" } }),
    says: [/^appAuth is given: let the provider find it in the job$/],
  },
  "shows what is not given, and names both regions where DR is on": {
    type: AWS,
    props: {},
    config: { dr: true },
    says: [
      /^allowedAccountIds is not given: set it to \["111111111111"\]$/,
      /^region is not given: set it to ca-central-1 or us-east-1$/,
    ],
  },
  "shows a list as it is": {
    type: AWS,
    props: { ...GUARDED, allowedAccountIds: ["222222222222"] },
    says: [/^allowedAccountIds is \["222222222222"\]: set/],
  },
  "passes a list that is no text": {
    type: AWS,
    props: { ...GUARDED, allowedAccountIds: ["111111111111"] },
  },
});
