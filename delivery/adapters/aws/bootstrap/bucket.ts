import { formatProblem, InvalidInput } from "../../../../infra/problems";
import type { Backend } from "../../../bootstrap/backend";
import type { Step } from "../../../bootstrap/step";
import type { AwsClients } from "../clients";
import { isNamed } from "../errors";
import { keyArn } from "./key";

const PRIVATE = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

/** The bucket of Pulumi's state: private, versioned, encrypted with the backend's key, and open to TLS alone. */
export function bucketSteps(clients: AwsClients, backend: Backend): readonly Step[] {
  const { bucket: Bucket, accountId, region, bucketTags } = backend;
  const policy = JSON.stringify(tlsOnly(Bucket));
  const owned = { Bucket, ExpectedBucketOwner: accountId };
  const read = <T>(answer: Promise<T>, ...missing: string[]): Promise<T | undefined> =>
    answer.catch((error: unknown) => {
      if (isNamed(error, "NoSuchBucket", ...missing)) return undefined;
      throw error;
    });
  return [
    {
      what: `the S3 bucket ${Bucket}`,
      isThere: () => isOwnBucket(clients, backend),
      async make() {
        const s3 = await clients.s3();
        await s3.createBucket({
          Bucket,
          ObjectOwnership: "BucketOwnerEnforced",
          CreateBucketConfiguration: { LocationConstraint: region },
        });
      },
    },
    {
      what: "its block of public access",
      async isThere() {
        const s3 = await clients.s3();
        const missing = "NoSuchPublicAccessBlockConfiguration";
        const found = await read(s3.getPublicAccessBlock(owned), missing);
        const given = { ...found?.PublicAccessBlockConfiguration };
        return Object.keys(PRIVATE).every((key) => Reflect.get(given, key) === true);
      },
      async make() {
        const s3 = await clients.s3();
        await s3.putPublicAccessBlock({ ...owned, PublicAccessBlockConfiguration: PRIVATE });
      },
    },
    {
      what: "its versions",
      async isThere() {
        const s3 = await clients.s3();
        return (await read(s3.getBucketVersioning(owned)))?.Status === "Enabled";
      },
      async make() {
        const s3 = await clients.s3();
        await s3.putBucketVersioning({
          ...owned,
          VersioningConfiguration: { Status: "Enabled" },
        });
      },
    },
    {
      what: "its encryption with that key",
      async isThere() {
        const s3 = await clients.s3();
        const missing = "ServerSideEncryptionConfigurationNotFoundError";
        const found = await read(s3.getBucketEncryption(owned), missing);
        const [rule] = found?.ServerSideEncryptionConfiguration?.Rules ?? [];
        const key = rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
        return key !== undefined && key === (await keyArn(clients, backend));
      },
      async make() {
        const s3 = await clients.s3();
        const byKey = {
          SSEAlgorithm: "aws:kms",
          KMSMasterKeyID: await keyArn(clients, backend),
        } as const;
        const rule = { ApplyServerSideEncryptionByDefault: byKey, BucketKeyEnabled: true };
        await s3.putBucketEncryption({
          ...owned,
          ServerSideEncryptionConfiguration: { Rules: [rule] },
        });
      },
    },
    {
      what: "its policy, which denies requests without TLS",
      async isThere() {
        const s3 = await clients.s3();
        const found = await read(s3.getBucketPolicy(owned), "NoSuchBucketPolicy");
        return found?.Policy === policy;
      },
      async make() {
        const s3 = await clients.s3();
        await s3.putBucketPolicy({ ...owned, Policy: policy });
      },
    },
    {
      what: "its tags",
      async isThere() {
        const s3 = await clients.s3();
        const found = await read(s3.getBucketTagging(owned), "NoSuchTagSet");
        const tags = new Map(found?.TagSet?.map(({ Key, Value }) => [Key, Value]));
        return Object.entries(bucketTags).every(([key, value]) => tags.get(key) === value);
      },
      async make() {
        const s3 = await clients.s3();
        const TagSet = Object.entries(bucketTags).map(([Key, Value]) => ({ Key, Value }));
        await s3.putBucketTagging({ ...owned, Tagging: { TagSet } });
      },
    },
  ];
}

/** @throws {InvalidInput} if it is another account's: names are everybody's */
async function isOwnBucket(
  clients: AwsClients,
  { bucket: Bucket, accountId }: Backend,
): Promise<boolean> {
  const s3 = await clients.s3();
  const head = s3.headBucket({ Bucket, ExpectedBucketOwner: accountId });
  return head.then(
    () => true,
    (error: unknown) => {
      if (isNamed(error, "NotFound", "NoSuchBucket")) return false;
      // A HEAD has no body that could say more than the status (S3 API, HeadBucket).
      if (!isNamed(error, "403", "Forbidden", "AccessDenied")) throw error;
      const want = `a bucket of the account ${accountId}`;
      throw new InvalidInput("bootstrap", [formatProblem(Bucket, "another account's", want)]);
    },
  );
}

function tlsOnly(bucket: string) {
  const arn = `arn:aws:s3:::${bucket}`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OnlyOverTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}
