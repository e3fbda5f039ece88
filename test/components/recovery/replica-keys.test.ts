import { expect } from "chai";
import { ReplicaKeys } from "../../../components/recovery/replica-keys";
import { REPLICATED_PURPOSES, replicaPolicy } from "../../../components/security/key-policy";
import { contextOf, PLATFORM } from "../../../infra/context";
import { contextIn, settingsOf } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const REPLICA = "aws:kms/replicaKey:ReplicaKey";
const STG = "222222222222";
const primaryArn = (purpose: string) =>
  `arn:aws:kms:ca-central-1:${STG}:key/mrk-${purpose.length.toString().repeat(32)}`;
const primaryArns = { artifacts: primaryArn("artifacts"), config: primaryArn("config") };
const artifactReaders = {
  accountId: "333333333333",
  roleArns: ["arn:aws:iam::333333333333:role/nc-core-prod-gha-deploy-role"],
};

describe("ReplicaKeys", () => {
  it("[§3] has a replica of each key behind what is copied, alike but for its region", async () => {
    const context = contextIn("stg");
    const args = { context, primaryArns, artifactReaders };
    const [self, ...made] = await record(() => new ReplicaKeys("keys-dr", args));

    expect(self?.type).to.equal("nc:recovery:ReplicaKeys");
    expect(made).to.have.length(2 * REPLICATED_PURPOSES.length);
    for (const purpose of REPLICATED_PURPOSES) {
      expect(only(made, REPLICA, `keys-dr-${purpose}`).inputs).to.deep.equal({
        primaryKeyArn: primaryArns[purpose],
        description: `Encrypts ${purpose} of stg`,
        deletionWindowInDays: 30,
        policy: replicaPolicy(purpose, context, { logGroups: [], artifactReaders }),
        tags: context.tags(purpose),
      });
      expect(only(made, "aws:kms/alias:Alias", `keys-dr-${purpose}`).inputs).to.deep.equal({
        name: `alias/nc-platform-stg-${purpose}`,
        targetKeyId: primaryArns[purpose].split("/")[1],
      });
    }
  });

  it("outputs the ARN of each replica by its purpose", async () => {
    const arns: Record<string, string> = {};
    await record(() => {
      const keys = new ReplicaKeys("keys-dr", { context: contextIn("stg"), primaryArns });
      for (const purpose of REPLICATED_PURPOSES) {
        keys.arns[purpose].apply((arn) => {
          arns[purpose] = arn;
        });
      }
    });

    for (const purpose of REPLICATED_PURPOSES) {
      expect(arns[purpose]?.split("/")[1]).to.equal(primaryArns[purpose].split("/")[1]);
    }
  });

  for (const protect of [true, false]) {
    it(`${protect ? "protects" : "does not protect"} replicas where protection is ${protect}`, async () => {
      const context = contextOf(settingsOf("dev", { protect }), PLATFORM);
      const { optionsOf, opts } = recordOptions();
      const made = await record(() => new ReplicaKeys("keys-dr", { context, primaryArns }, opts));

      expect(optionsOf.get(REPLICA)?.protect).to.equal(protect);
      expect(only(made, REPLICA, "keys-dr-config").inputs.deletionWindowInDays).to.equal(
        protect ? 30 : 7,
      );
    });
  }
});
