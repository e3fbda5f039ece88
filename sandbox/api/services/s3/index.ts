import * as sdk from "@aws-sdk/client-s3";
import { service } from "../../service";
import { LISTS } from "./lists";
import { OBJECTS } from "./objects";

/** Simple Storage Service. */
export const S3 = service(new sdk.S3Client({ region: "us-east-1" }), [...LISTS, ...OBJECTS], {
  bucketInPath: true,
  sdk,
});
