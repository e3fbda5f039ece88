import { bucketRequiresTls } from "../../../policies/storage/bucket-requires-tls";
import { judges, LATER } from "../../support/violations";

const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const ARN = "arn:aws:s3:::nc-platform-dev-a";
const DENY = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [ARN, `${ARN}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const tls = (changes: object, bucket = "nc-platform-dev-a") => ({
  type: POLICY,
  props: { bucket, policy: JSON.stringify({ Statement: [{ ...DENY, ...changes }] }) },
});
const PLAIN = { says: [/^the policy accepts plain HTTP/] };

judges(bucketRequiresTls, {
  "passes a denial of plain requests": tls({}),
  "passes it where the bucket's name is unknown": tls({}, LATER),
  "passes an unknown policy": { type: POLICY, props: { bucket: "b", policy: LATER } },
  "refuses an allowance": { ...tls({ Effect: "Allow" }), ...PLAIN },
  "refuses one for some principals": { ...tls({ Principal: { AWS: "arn:x" } }), ...PLAIN },
  "refuses one of some actions": { ...tls({ Action: "s3:GetObject" }), ...PLAIN },
  "refuses one that leaves the objects out": { ...tls({ Resource: ARN }), ...PLAIN },
  "refuses one of another bucket": { ...tls({}, "other"), ...PLAIN },
  "refuses one with a second condition": {
    ...tls({ Condition: { ...DENY.Condition, StringEquals: { "aws:PrincipalAccount": "1" } } }),
    ...PLAIN,
  },
  "refuses one of requests over TLS": {
    ...tls({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    ...PLAIN,
  },
  "refuses one by another key": {
    ...tls({ Condition: { Bool: { "aws:ViaAWSService": "false" } } }),
    ...PLAIN,
  },
  "refuses what is no policy": { type: POLICY, props: { bucket: "b", policy: "{" }, ...PLAIN },
  "passes a denial beside another statement": {
    type: POLICY,
    props: {
      bucket: "nc-platform-dev-a",
      policy: JSON.stringify({
        Statement: [{ ...DENY, Effect: "Allow", Principal: { AWS: "x" } }, DENY],
      }),
    },
  },
  "passes one to all of AWS's principals beside another": tls({
    Principal: { AWS: ["*", "arn:x"] },
  }),
  "passes one of every action": tls({ Action: "*" }),
  "passes one of all resources": tls({ Resource: "*" }),
  "passes one of all of S3 beside an action": tls({ Action: ["s3:GetObject", "s3:*"] }),
  "says what to deny": {
    ...tls({ Effect: "Allow" }),
    says: [
      /: deny s3:\* to everyone on the bucket and its objects where Bool "aws:SecureTransport" is "false"$/,
    ],
  },
});
