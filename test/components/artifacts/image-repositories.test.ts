import { expect } from "chai";
import { ImageRepository } from "../../../components/artifacts/image-repositories";
import { workloadImageLifecycle } from "../../../components/artifacts/image-retention";
import { imageReader } from "../../../components/artifacts/promotion-grants";
import { contextOf } from "../../../infra/context";
import { contextIn, INGEST, settingsOf } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const KEY = "arn:aws:kms:ca-central-1:222222222222:key/artifacts";
const args = { context: contextIn("stg", INGEST), keyArn: KEY };

describe("ImageRepository", () => {
  it("[§15] is the workload's own, immutable but for the build cache and lists of referrers", async () => {
    const made = await record(() => new ImageRepository("ingest-worker", args));

    expect(only(made, "aws:ecr/repository:Repository").inputs).to.deep.equal({
      name: "nc-ingest-worker-stg-image",
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [
        { filter: "buildcache*", filterType: "WILDCARD" },
        { filter: "sha256-*", filterType: "WILDCARD" },
      ],
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY }],
      forceDelete: false,
      tags: args.context.tags("image"),
    });
  });

  it("[§15] is immutable but for lists of referrers in prod, where nothing is built", async () => {
    const context = contextIn("prod", INGEST);
    const made = await record(() => new ImageRepository("ingest-worker", { ...args, context }));
    const { inputs } = only(made, "aws:ecr/repository:Repository");

    expect(inputs.imageTagMutability).to.equal("IMMUTABLE_WITH_EXCLUSION");
    expect(inputs.imageTagMutabilityExclusionFilters).to.deep.equal([
      { filter: "sha256-*", filterType: "WILDCARD" },
    ]);
  });

  it("keeps the images that a rollback goes back to", async () => {
    const made = await record(() => new ImageRepository("ingest-worker", args));

    expect(only(made, "aws:ecr/lifecyclePolicy:LifecyclePolicy").inputs).to.deep.equal({
      repository: "nc-ingest-worker-stg-image",
      policy: workloadImageLifecycle(),
    });
  });

  it("[§15] is read from prod in stg, and from nowhere else", async () => {
    const type = "aws:ecr/repositoryPolicy:RepositoryPolicy";
    const made = await record(() => new ImageRepository("ingest-worker", args));

    expect(only(made, type).inputs).to.deep.equal({
      repository: "nc-ingest-worker-stg-image",
      policy: imageReader("333333333333", "ingest-worker"),
    });
    for (const environment of ["dev", "prod"] as const) {
      const context = contextIn(environment, INGEST);
      const others = await record(() => new ImageRepository("ingest-worker", { ...args, context }));
      expect(others.map((each) => each.type)).not.to.include(type);
    }
  });

  for (const protect of [true, false]) {
    it(`${protect ? "refuses" : "allows"} deletion as the environment says`, async () => {
      const context = contextOf(settingsOf("stg", { protect }), INGEST);
      const { optionsOf, opts } = recordOptions();
      const made = await record(() => new ImageRepository("ingest", { ...args, context }, opts));

      expect(only(made, "aws:ecr/repository:Repository").inputs.forceDelete).to.equal(!protect);
      expect(optionsOf.get("aws:ecr/repository:Repository")?.protect).to.equal(protect);
    });
  }
});
