import { bucketHasVersioning } from "../../../policies/storage/bucket-has-versioning";
import { judges, LATER } from "../../support/violations";

const VERSIONS = "aws:s3/bucketVersioning:BucketVersioning";

judges(bucketHasVersioning, {
  "passes Enabled": {
    type: VERSIONS,
    props: { versioningConfiguration: { status: "Enabled" } },
  },
  "refuses Suspended": {
    type: VERSIONS,
    props: { versioningConfiguration: { status: "Suspended" } },
    says: [/status is Suspended/],
  },
  "refuses none": { type: VERSIONS, props: {}, says: [/status is not given/] },
  "passes over what is unknown": { type: VERSIONS, props: { versioningConfiguration: LATER } },
  "refuses in up what is still unknown": {
    type: VERSIONS,
    props: { versioningConfiguration: LATER },
    up: true,
    says: [/unknown although this is no preview/],
  },
  "judges nothing by settings that are wrong": {
    type: VERSIONS,
    props: {},
    config: { accountId: "1" },
    says: [/settings cannot be read.*accountId/],
  },
});
