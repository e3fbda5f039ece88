import { keyPolicyKeepsAccountRoot } from "../../../policies/encryption/key-policy-keeps-account-root";
import { judges, LATER } from "../../support/violations";

const KEY = "aws:kms/key:Key";
const ROOT = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" } };
const guarded = (changes: object, ...says: RegExp[]) => {
  const statement = { ...ROOT, Action: "kms:*", ...changes };
  return { type: KEY, props: { policy: JSON.stringify({ Statement: [statement] }) }, says };
};
const LOST = /does not keep the key/;

judges(keyPolicyKeepsAccountRoot, {
  "passes the root": guarded({}),
  "passes AWS's own policy": { type: KEY, props: {} },
  "passes what is unknown": { type: KEY, props: { policy: LATER } },
  "refuses less": guarded({ Action: "kms:Decrypt" }, LOST),
  "refuses a role": guarded({ Principal: { AWS: "arn:aws:iam::111111111111:role/a" } }, LOST),
  "refuses a condition": guarded({ Condition: { Bool: { a: "true" } } }, LOST),
  "refuses a denial": guarded({ Effect: "Deny" }, LOST),
  "refuses what is no policy": { type: KEY, props: { policy: "x" }, says: [LOST] },
  "passes the root beside a role": guarded({
    Principal: {
      AWS: ["arn:aws:iam::111111111111:root", "arn:aws:iam::111111111111:role/a"],
    },
  }),
  ...Object.fromEntries(
    ["aws:kms/keyPolicy:KeyPolicy", "aws:kms/replicaKey:ReplicaKey"].flatMap((type) => [
      [`passes the root in ${type}`, { ...guarded({}), type }],
      [`refuses less in ${type}`, { ...guarded({ Action: "kms:Decrypt" }, LOST), type }],
    ]),
  ),
  "passes the root beside another statement": {
    type: KEY,
    props: {
      policy: JSON.stringify({
        Statement: [
          { ...ROOT, Action: "kms:Decrypt" },
          { ...ROOT, Action: "kms:*" },
        ],
      }),
    },
  },
});
