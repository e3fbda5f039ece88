import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { privateStatements } from "../../../components/storage/bucket-policy";
import { PrivateBucket } from "../../../components/storage/private-bucket";
import { contextOf, PLATFORM } from "../../../infra/context";
import { contextIn, settingsOf } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const KEY = "arn:aws:kms:ca-central-1:222222222222:key/artifacts";
const NAME = "nc-platform-stg-artifacts";

const args = { context: contextIn("stg"), component: "artifacts", keyArn: KEY };

/** A bucket's policy, read. */
async function policyOf(extra: object = {}) {
  const made = await record(() => new PrivateBucket("artifacts", { ...args, ...extra }));
  return JSON.parse(only(made, "aws:s3/bucketPolicy:BucketPolicy").inputs.policy);
}

describe("PrivateBucket", () => {
  it("[§17] is named and tagged for its owner, and keeps its objects where protected", async () => {
    const made = await record(() => new PrivateBucket("artifacts", args));

    expect(only(made, "aws:s3/bucket:Bucket").inputs).to.deep.equal({
      bucket: NAME,
      forceDestroy: false,
      tags: args.context.tags("artifacts"),
    });
  });

  it("is versioned, closed to the public and owned by the account", async () => {
    const made = await record(() => new PrivateBucket("artifacts", args));

    expect(only(made, "aws:s3/bucketVersioning:BucketVersioning").inputs).to.deep.equal({
      bucket: NAME,
      versioningConfiguration: { status: "Enabled" },
    });
    const block = only(made, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    expect(block.inputs).to.deep.equal({
      bucket: NAME,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = only(made, "aws:s3/bucketOwnershipControls:BucketOwnershipControls");
    expect(ownership.inputs).to.deep.equal({
      bucket: NAME,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  });

  const encryptions = [
    {
      title: "with its key",
      keyArn: KEY,
      rule: {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
    },
    {
      title: "with S3's own key where it is given none",
      keyArn: undefined,
      rule: {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
        bucketKeyEnabled: false,
        blockedEncryptionTypes: ["SSE-C"],
      },
    },
  ];
  for (const { title, keyArn, rule } of encryptions) {
    it(`encrypts ${title}`, async () => {
      const made = await record(() => new PrivateBucket("artifacts", { ...args, keyArn }));
      const type =
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

      expect(only(made, type).inputs).to.deep.equal({ bucket: NAME, rules: [rule] });
    });
  }

  it("keeps every version from everybody for as long as it is locked", async () => {
    const made = await record(() => new PrivateBucket("artifacts", { ...args, lockDays: 400 }));
    expect(only(made, "aws:s3/bucket:Bucket").inputs.objectLockEnabled).to.equal(true);
    const type = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    expect(only(made, type).inputs).to.deep.equal({
      bucket: NAME,
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 400 } },
    });
  });

  it("is not locked where nobody asks for it", async () => {
    const made = await record(() => new PrivateBucket("artifacts", args));
    expect(only(made, "aws:s3/bucket:Bucket").inputs).not.to.have.property("objectLockEnabled");
    expect(made.map(({ type }) => type)).not.to.include(
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    );
  });

  it("has a policy that keeps it private, and takes further statements", async () => {
    const logs = { Sid: "Logs", Effect: "Allow", Principal: "*", Action: "s3:PutObject" } as const;
    const statements = [logs];

    expect(await policyOf({ statements })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [...privateStatements(NAME, { keyArn: KEY }), logs],
    });
    expect((await policyOf({ keyArn: undefined, statements })).Statement).to.deep.equal([
      ...privateStatements(NAME, {}),
      logs,
    ]);
  });

  const abandoned = {
    id: "abandoned-uploads",
    status: "Enabled",
    filter: {},
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  };
  const replaced = {
    id: "replaced-versions",
    status: "Enabled",
    filter: {},
    noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: 5 },
    expiration: { expiredObjectDeleteMarker: true },
  };
  const retentions = [
    { title: "keeps replaced versions for ever", retention: undefined, rules: [abandoned] },
    {
      title: "deletes replaced versions by age and number",
      retention: { days: 30, newer: 5 },
      rules: [abandoned, replaced],
    },
    {
      title: "deletes replaced versions by age alone where no number is kept",
      retention: { days: 30 },
      expireDays: 365,
      rules: [
        abandoned,
        {
          id: "replaced-versions",
          status: "Enabled",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: 30 },
        },
        { id: "old", status: "Enabled", filter: {}, expiration: { days: 365 } },
      ],
    },
    {
      title:
        "deletes short-lived objects with their versions, and keeps the last versions of all others",
      retention: { days: 30, newer: 5 },
      shortLived: { id: "results", prefix: "_results/", days: 93 },
      rules: [
        abandoned,
        replaced,
        {
          id: "results",
          status: "Enabled",
          filter: { prefix: "_results/" },
          expiration: { days: 93 },
          noncurrentVersionExpiration: { noncurrentDays: 1 },
        },
      ],
    },
  ];
  for (const { title, rules, ...keeping } of retentions) {
    it(title, async () => {
      const made = await record(() => new PrivateBucket("artifacts", { ...args, ...keeping }));
      const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

      expect(only(made, type).inputs).to.deep.equal({ bucket: NAME, rules });
    });
  }

  for (const protect of [true, false]) {
    it(`${protect ? "refuses" : "allows"} deletion as the environment says`, async () => {
      const context = contextOf(settingsOf("stg", { protect }), PLATFORM);
      const { optionsOf, opts } = recordOptions();
      const made = await record(() => new PrivateBucket("artifacts", { ...args, context }, opts));

      expect(only(made, "aws:s3/bucket:Bucket").inputs.forceDestroy).to.equal(!protect);
      expect(optionsOf.get("aws:s3/bucket:Bucket")?.protect).to.equal(protect);
    });
  }

  it("is known by name once it is private, versioned and encrypted", async () => {
    const { optionsOf, opts } = recordOptions();
    let name: pulumi.Output<string> | undefined;
    await record(() => {
      name = new PrivateBucket("artifacts", args, opts).bucketName;
    });
    const dependsOn = [optionsOf.get("aws:s3/bucketPolicy:BucketPolicy")?.dependsOn ?? []].flat();
    const types = dependsOn.map((each) => (each as { __pulumiType?: string }).__pulumiType);

    expect(types).to.deep.equal([
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      "aws:s3/bucketVersioning:BucketVersioning",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    ]);
    const resources = (name as unknown as { resources(): Set<pulumi.Resource> }).resources();
    const from = [...resources].map((each) => (each as { __pulumiType?: string }).__pulumiType);
    expect(from).to.include("aws:s3/bucketPolicy:BucketPolicy");
  });
});
