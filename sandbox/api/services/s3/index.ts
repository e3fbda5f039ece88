import { S3Client } from "@aws-sdk/client-s3";
import { service } from "../../service";
import { LISTS } from "./lists";
import { OBJECTS } from "./objects";

/** Simple Storage Service. */
export const S3 = service(new S3Client({ region: "us-east-1" }), [...LISTS, ...OBJECTS], {
  bucketInPath: true,
});
