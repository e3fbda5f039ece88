import { expect } from "chai";
import { ArtifactStore } from "../../../components/artifacts/artifact-store";
import { ArtifactReplica } from "../../../components/recovery/artifact-replica";
import { loadTestCatalog } from "../../support/catalog";
import { contextIn } from "../../support/contexts";
import { only, type RecordedResource, record } from "../../support/record";

const PRIMARY_KEY = "arn:aws:kms:ca-central-1:222222222222:key/artifacts";
const DR_KEY = "arn:aws:kms:us-east-1:222222222222:key/artifacts";
const BUCKET = "nc-platform-stg-artifacts-222222222222";
const COPY = "nc-platform-stg-artifacts-dr-222222222222";
const catalog = await loadTestCatalog();

/** Types and inputs of what AWS is asked for, with `change` of every text. */
function asked(
  made: readonly RecordedResource[],
  change = (text: string) => text,
): [string, unknown][] {
  return made
    .filter(({ type }) => type.startsWith("aws:"))
    .map(({ type, inputs }) => [type, JSON.parse(change(JSON.stringify(inputs)))]);
}

describe("ArtifactReplica", () => {
  for (const environment of ["dev", "stg", "prod"] as const) {
    it(`[§3] is the artifact store of ${environment} once more, in all but key and bucket`, async () => {
      const context = contextIn(environment);
      const { accountId } = context.settings;
      const args = { context, keyArn: DR_KEY, catalog };
      const copy = await record(() => new ArtifactReplica("artifacts-dr", args));
      const store = await record(
        () =>
          new ArtifactStore("artifacts", {
            context,
            artifactsKeyArn: PRIMARY_KEY,
            wheelsKeyArn: "arn:wheels",
            catalog,
          }),
      );
      const mapped = asked(store, (text) =>
        text
          .replaceAll(PRIMARY_KEY, DR_KEY)
          .replaceAll(`artifacts-${accountId}`, `artifacts-dr-${accountId}`),
      ).filter(([type]) => !type.startsWith("aws:codeartifact/"));

      expect(copy.length).to.be.greaterThan(10);
      expect(asked(copy)).to.have.deep.members(mapped);
    });
  }

  it("[§3] cannot have the bucket's own name, which is taken in every region", async () => {
    const args = { context: contextIn("stg"), keyArn: DR_KEY, catalog };
    let named = "";
    const made = await record(() => {
      const { bucketArn } = new ArtifactReplica("artifacts-dr", args);
      bucketArn.apply((arn) => {
        named = arn;
      });
    });

    expect(only(made, "aws:s3/bucket:Bucket").inputs.bucket).to.equal(COPY);
    expect(named).to.equal(`arn:aws:s3:::${COPY}`);
    expect(JSON.stringify(asked(made))).not.to.contain(BUCKET);
  });
});
