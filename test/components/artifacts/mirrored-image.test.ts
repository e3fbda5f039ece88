import { expect } from "chai";
import { MirroredImage } from "../../../components/artifacts/mirrored-image";
import { contextIn } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const KEY = "arn:aws:kms:ca-central-1:222222222222:key/artifacts";
const NAME = "nc-platform-stg-appconfig-agent";
const args = { context: contextIn("stg"), repositoryName: NAME, component: "appconfig-agent" };

describe("MirroredImage", () => {
  it("[§15] keeps somebody else's image as our own: immutable, encrypted, the last ten", async () => {
    const made = await record(() => new MirroredImage("agent", { ...args, keyArn: KEY }));

    expect(only(made, "aws:ecr/repository:Repository").inputs).to.deep.equal({
      name: NAME,
      imageTagMutability: "IMMUTABLE",
      forceDelete: true,
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY }],
      tags: args.context.tags("appconfig-agent"),
    });
    const { repository, policy } = only(made, "aws:ecr/lifecyclePolicy:LifecyclePolicy").inputs;
    expect(repository).to.equal(NAME);
    expect(JSON.parse(policy).rules).to.deep.equal([
      {
        rulePriority: 1,
        description: "Keep the last 10 versions",
        selection: {
          tagStatus: "tagged",
          tagPatternList: ["*"],
          countType: "imageCountMoreThan",
          countNumber: 10,
        },
        action: { type: "expire" },
      },
    ]);
  });

  it("may be deleted, as it can be copied again, where settings protect data too", async () => {
    const { optionsOf, opts } = recordOptions();
    await record(() => new MirroredImage("agent", { ...args, keyArn: KEY }, opts));

    expect(args.context.protect).to.equal(true);
    expect(optionsOf.get("aws:ecr/repository:Repository")?.protect ?? false).to.equal(false);
  });
});
