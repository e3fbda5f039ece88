import { ListObjectsV2Command, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { operation } from "../../operation";
import { keysIn, objectsIn, objectVersions } from "../../simulation/objects";
import { ownerOfBucket } from "./buckets";

const LIST_OBJECTS_V2 = operation(ListObjectsV2Command, {
  asks: ({ Bucket, Prefix = "" }) => [
    {
      action: "s3:ListBucket",
      resource: `arn:aws:s3:::${Bucket}`,
      context: { "s3:prefix": Prefix },
    },
  ],
  handle({ Bucket = "", Prefix = "", MaxKeys = 1000 }, call) {
    const owner = ownerOfBucket(call, Bucket);
    const found = objectsIn(owner, Bucket).filter(({ key }) => key.startsWith(Prefix));
    return {
      Name: Bucket,
      Prefix,
      MaxKeys,
      KeyCount: Math.min(found.length, MaxKeys),
      IsTruncated: found.length > MaxKeys,
      Contents: found.slice(0, MaxKeys).map((each) => ({
        Key: each.key,
        ETag: `"${each.etag}"`,
        Size: Buffer.byteLength(each.content, "base64"),
        LastModified: new Date(each.lastModified),
      })),
    };
  },
});

const LIST_OBJECT_VERSIONS = operation(ListObjectVersionsCommand, {
  asks: ({ Bucket, Prefix = "" }) => [
    {
      action: "s3:ListBucketVersions",
      resource: `arn:aws:s3:::${Bucket}`,
      context: { "s3:prefix": Prefix },
    },
  ],
  handle({ Bucket = "", Prefix = "" }, call) {
    const owner = ownerOfBucket(call, Bucket);
    const all = keysIn(owner, Bucket)
      .filter((key) => key.startsWith(Prefix))
      .flatMap((key) =>
        objectVersions(owner, Bucket, key).map(({ deleted, ...each }, index) => ({
          deleted,
          ofContent: {
            ETag: `"${each.etag}"`,
            Size: Buffer.byteLength(each.content, "base64"),
          },
          shown: {
            Key: key,
            VersionId: each.versionId,
            IsLatest: index === 0,
            LastModified: new Date(each.lastModified),
          },
        })),
      );
    return {
      Name: Bucket,
      Prefix,
      IsTruncated: false,
      Versions: all.flatMap(({ deleted, ofContent, shown }) =>
        deleted ? [] : [{ ...shown, ...ofContent }],
      ),
      DeleteMarkers: all.flatMap(({ deleted, shown }) => (deleted ? [shown] : [])),
    };
  },
});

export const LISTS = [LIST_OBJECTS_V2, LIST_OBJECT_VERSIONS];
