import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { keyAsks } from "../../authorization/key-asks";
import type { Call } from "../../call";
import type { Ask } from "../../operation";
import { findBy } from "../../resources";
import { ServiceError } from "../../service-error";
import type { Account } from "../../world";

const BUCKET = "aws:s3/bucket:Bucket";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

/**
 * The account that has a bucket: names are everybody's, not the caller's.
 *
 * @throws {ServiceError} if none has it
 */
export function ownerOfBucket({ world }: Call, bucket = ""): Account {
  const owner = world.accounts.find(({ cloud }) => cloud.get({ type: BUCKET, key: bucket }));
  if (owner) return owner;
  throw new ServiceError("NoSuchBucket", "The specified bucket does not exist", 404);
}

/** What a call on an object asks for, of S3 and of the bucket's key. */
export function objectAsks(
  call: Call,
  action: string,
  of: { readonly bucket?: string; readonly key?: string },
  onKey: readonly string[],
): Ask[] {
  const arn = `arn:aws:s3:::${of.bucket}`;
  const owner = ownerOfBucket(call, of.bucket);
  const encryption = findBy(owner, ENCRYPTION, "bucket", of.bucket)?.state.rules;
  const [rule] = (Array.isArray(encryption) ? encryption : []) as Properties[];
  const settings = objectOf(rule?.applyServerSideEncryptionByDefault);
  return [
    { action: `s3:${action}`, resource: `${arn}/${of.key}` },
    ...keyAsks(call, {
      keyArn: settings?.kmsMasterKeyId,
      actions: onKey,
      service: "s3",
      encryptionContext: {
        "aws:s3:arn": rule?.bucketKeyEnabled === true ? arn : `${arn}/${of.key}`,
      },
    }),
  ];
}
