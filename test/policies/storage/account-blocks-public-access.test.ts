import { accountBlocksPublicAccess } from "../../../policies/storage/account-blocks-public-access";
import { judgesPlans, LATER, type PlanCase } from "../../support/violations";

const SWITCHES = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;
const ON = Object.fromEntries(SWITCHES.map((each) => [each, true]));
const bucket = { type: "aws:s3/bucket:Bucket", props: { bucket: "b" } };
const block = (changes: object): PlanCase => ({
  plan: {
    bucket,
    block: {
      type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
      props: { ...ON, ...changes },
    },
  },
});
const LACKS = {
  says: [/^bucket: no AccountPublicAccessBlock of 111111111111 has all four switches on: add one$/],
};

judgesPlans(accountBlocksPublicAccess, {
  "passes a block of the account": block({ accountId: "111111111111" }),
  "passes a block of the provider's account": block({}),
  "passes a block of an account that only up knows": block({ accountId: LATER }),
  "passes a plan without a bucket": { plan: {} },
  "refuses a bucket alone": { plan: { bucket }, ...LACKS },
  "refuses a block of another account": { ...block({ accountId: "222222222222" }), ...LACKS },
  ...Object.fromEntries(
    SWITCHES.flatMap((each) =>
      [false, undefined].map((value) => [
        `refuses ${each} ${value}`,
        { ...block({ [each]: value }), ...LACKS },
      ]),
    ),
  ),
  "refuses buckets by their old name": {
    plan: { bucket: { type: "aws:s3/bucketV2:BucketV2", props: { bucket: "b" } } },
    says: [/^bucket: no AccountPublicAccessBlock/],
  },
});
