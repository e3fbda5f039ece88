import { providerIsRestricted } from "../../../policies/account/provider-is-restricted";
import { judges, LATER } from "../../support/violations";

const AWS = "pulumi:providers:aws";
const STG = "222222222222";
const GUARDED = { allowedAccountIds: '["111111111111"]', region: "ca-central-1" };

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
  "passes our organization": { type: "pulumi:providers:github", props: { owner: "neurocipher" } },
  "refuses a token of GitHub, which would be in the state": {
    type: "pulumi:providers:github",
    props: { owner: "neurocipher", token: "ghs_x" },
    says: [/^token is given/],
  },
  "refuses another organization": {
    type: "pulumi:providers:github",
    props: { owner: "x" },
    says: [/^owner is x/],
  },
});
