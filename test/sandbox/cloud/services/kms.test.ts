import { expect } from "chai";
import { testAccount } from "../test-account";
import { ACCOUNT, describeValidation, KEY_POLICY } from "../validation";

const KEY = "aws:kms/key:Key";
const REPLICA_KEY = "aws:kms/replicaKey:ReplicaKey";

const replicaKey = {
  primaryKeyArn: `arn:aws:kms:ca-central-1:${ACCOUNT}:key/mrk-1234`,
  deletionWindowInDays: 30,
  policy: KEY_POLICY,
};
const singleRegion = `arn:aws:kms:ca-central-1:${ACCOUNT}:key/0b0b0b0b-0000-4000-8000-000000000000`;

describeValidation("KMS", [
  [
    KEY,
    {
      deletionWindowInDays: 30,
      enableKeyRotation: true,
      rotationPeriodInDays: 90,
      policy: KEY_POLICY,
    },
    [
      [{ deletionWindowInDays: 6 }, "deletionWindowInDays is 6: expected from 7 to 30"],
      [
        { policy: KEY_POLICY.replace("Allow", "Deny") },
        `policy is "without it": expected a statement that gives kms:* to arn:aws:iam::${ACCOUNT}:root`,
      ],
      [
        { enableKeyRotation: false },
        "enableKeyRotation is false: expected true, as rotationPeriodInDays is given",
      ],
      [
        { customerMasterKeySpec: "RSA_4096" },
        "enableKeyRotation is true: expected false, as a key of RSA_4096 cannot rotate",
      ],
    ],
  ],
  [
    REPLICA_KEY,
    replicaKey,
    [
      [
        { primaryKeyArn: singleRegion },
        `primaryKeyArn is "${singleRegion}": expected the ARN of a multi-Region key`,
      ],
      [{ deletionWindowInDays: 6 }, "deletionWindowInDays is 6: expected from 7 to 30"],
    ],
  ],
  [
    "aws:kms/alias:Alias",
    { name: "alias/nc-core", targetKeyId: "key" },
    [
      [
        { name: "alias/aws/s3" },
        'name is "alias/aws/s3": expected "alias/" and letters, digits, /, _ or -',
      ],
    ],
  ],
]);

describe("a replica key in the simulated account", () => {
  const account = testAccount();

  it("has the id of its primary key, in another region", () => {
    const key = account.create(KEY, "key", { multiRegion: true, policy: KEY_POLICY });
    const inputs = { ...replicaKey, primaryKeyArn: key.state.arn };
    const { id, state } = account.create(REPLICA_KEY, "replica", inputs, "us-east-1");

    expect(id).to.match(/^mrk-[0-9a-f]{32}$/);
    expect(id).to.equal(key.id);
    expect(state.arn).to.equal(`arn:aws:kms:us-east-1:${ACCOUNT}:key/${id}`);
  });

  it("is refused without a primary key", () => {
    expect(() => account.create(REPLICA_KEY, "replica", replicaKey, "us-east-1")).to.throw(
      `primaryKeyArn is "${replicaKey.primaryKeyArn}": expected a key of this account`,
    );
  });
});
