import { expect } from "chai";
import { TerraformState } from "../../../components/artifacts/terraform-state";
import { contextOf, PLATFORM } from "../../../infra/context";
import { platformNames } from "../../../infra/naming/platform-names";
import { contextIn, settingsOf } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const KEY = "arn:aws:kms:ca-central-1:222222222222:key/state";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const args = { context: contextIn("stg"), stateKeyArn: KEY };

describe("TerraformState", () => {
  it("[§6] keeps state in a bucket of the account, and a hundred states of a year", async () => {
    const made = await record(() => new TerraformState("terraform", args));

    expect(only(made, "aws:s3/bucket:Bucket").inputs.bucket).to.equal(
      platformNames(args.context.settings).terraformStateBucket,
    );
    const [encryption] = only(made, ENCRYPTION).inputs.rules;
    expect(encryption.applyServerSideEncryptionByDefault).to.deep.equal({
      sseAlgorithm: "aws:kms",
      kmsMasterKeyId: KEY,
    });
    expect(only(made, LIFECYCLE).inputs.rules[1]).to.deep.equal({
      id: "replaced-versions",
      status: "Enabled",
      filter: {},
      noncurrentVersionExpiration: { noncurrentDays: 365, newerNoncurrentVersions: 100 },
      expiration: { expiredObjectDeleteMarker: true },
    });
  });

  it("[§6] locks in a table that can be recovered, encrypted with the key", async () => {
    const made = await record(() => new TerraformState("terraform", args));
    const table = only(made, "aws:dynamodb/table:Table");

    expect(table.inputs).to.deep.equal({
      name: "nc-platform-stg-terraform-locks",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "LockID",
      attributes: [{ name: "LockID", type: "S" }],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: KEY },
      deletionProtectionEnabled: true,
      tags: args.context.tags("terraform-locks"),
    });
    expect(table.inputs.name).to.equal(platformNames(args.context.settings).lockTable);
  });

  for (const protect of [true, false]) {
    it(`${protect ? "refuses" : "allows"} deletion of the table as settings say`, async () => {
      const context = contextOf(settingsOf("stg", { protect }), PLATFORM);
      const { optionsOf, opts } = recordOptions();
      const made = await record(() => new TerraformState("terraform", { ...args, context }, opts));
      const table = only(made, "aws:dynamodb/table:Table");

      expect(table.inputs.deletionProtectionEnabled).to.equal(protect);
      expect(optionsOf.get("aws:dynamodb/table:Table")?.protect).to.equal(protect);
    });
  }

  it("outputs its names and ARNs", async () => {
    const found: Record<string, string> = {};
    await record(() => {
      const state = new TerraformState("terraform", args);
      state.bucketName.apply((name) => (found.bucketName = name));
      state.bucketArn.apply((arn) => (found.bucketArn = arn));
      state.keyArn.apply((arn) => (found.keyArn = arn));
      state.tableName.apply((name) => (found.tableName = name));
      state.tableArn.apply((arn) => (found.tableArn = arn));
    });

    expect(found).to.deep.equal({
      bucketName: "nc-platform-stg-terraform-state-222222222222",
      bucketArn: "arn:aws:s3:::nc-platform-stg-terraform-state-222222222222",
      keyArn: args.stateKeyArn,
      tableName: "nc-platform-stg-terraform-locks",
      tableArn: "arn:aws:dynamodb:ca-central-1:222222222222:table/nc-platform-stg-terraform-locks",
    });
  });
});
