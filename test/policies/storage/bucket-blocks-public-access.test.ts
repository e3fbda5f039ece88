import { bucketBlocksPublicAccess } from "../../../policies/storage/bucket-blocks-public-access";
import { judges, LATER } from "../../support/violations";

const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const SHUT = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

judges(bucketBlocksPublicAccess, {
  "passes all four switches": { type: BLOCK, props: SHUT },
  "refuses one that is off": {
    type: BLOCK,
    props: { ...SHUT, ignorePublicAcls: false },
    says: [/^ignorePublicAcls is not true/],
  },
  "refuses four that are missing": {
    type: BLOCK,
    props: {},
    says: [/^blockPublicAcls/, /^blockPublicPolicy/, /^ignorePublicAcls/, /^restrictPublic/],
  },
  "judges the account's block too": {
    type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    props: { ...SHUT, blockPublicPolicy: false },
    says: [/^blockPublicPolicy/],
  },
  "passes over what is unknown": { type: BLOCK, props: { ...SHUT, blockPublicAcls: LATER } },
});
