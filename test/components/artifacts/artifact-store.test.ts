import { expect } from "chai";
import {
  ArtifactStore,
  type ArtifactStoreArgs,
} from "../../../components/artifacts/artifact-store";
import { artifactReaders } from "../../../components/artifacts/promotion-grants";
import { platformNames } from "../../../infra/naming/platform-names";
import { loadTestCatalog } from "../../support/catalog";
import { contextIn } from "../../support/contexts";
import { only, type RecordedResource, record } from "../../support/record";

const WHEELS = "arn:aws:kms:us-east-1:222222222222:key/wheels";
const KEY = "arn:aws:kms:ca-central-1:222222222222:key/artifacts";
const BUCKET = "nc-platform-stg-artifacts-222222222222";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const catalog = await loadTestCatalog();

function store(environment: "dev" | "stg" | "prod"): Promise<RecordedResource[]> {
  const args: ArtifactStoreArgs = {
    context: contextIn(environment),
    artifactsKeyArn: KEY,
    wheelsKeyArn: WHEELS,
    catalog,
  };
  return record(() => new ArtifactStore("artifacts", args));
}

const inputsOf = (made: readonly RecordedResource[], type: string) =>
  made.filter((each) => each.type === type).map(({ inputs }) => inputs);

describe("ArtifactStore", () => {
  it("[§15] has an image repository for each workload that ships one, with its tags", async () => {
    const repositories = inputsOf(await store("stg"), "aws:ecr/repository:Repository");
    const found = repositories.map(({ name, tags }) => [name, tags.Service, tags.App]);

    expect(found).to.have.deep.members([
      ["nc-audit-digest-stg-image", "audit-digest", "AuditHound"],
      ["nc-audit-queue-stg-image", "audit-queue", "AuditHound"],
      ["nc-ingest-worker-stg-image", "ingest-worker", "Neurocipher"],
    ]);
  });

  it("[§2] has one bucket for what is not an image", async () => {
    const made = await store("stg");

    expect(only(made, "aws:s3/bucket:Bucket").inputs.bucket).to.equal(BUCKET);
    expect(platformNames(contextIn("stg").settings).artifactBucket).to.equal(BUCKET);
    const encryption = only(made, ENCRYPTION).inputs.rules[0].applyServerSideEncryptionByDefault;
    expect(encryption).to.deep.equal({ sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY });
  });

  it("keeps replaced artifacts for a year, and the last 20 of each for longer", async () => {
    const { rules } = only(await store("stg"), LIFECYCLE).inputs;

    expect(rules.find(({ id }: { id: string }) => id === "replaced-versions")).to.deep.equal({
      id: "replaced-versions",
      status: "Enabled",
      filter: {},
      noncurrentVersionExpiration: { noncurrentDays: 365, newerNoncurrentVersions: 20 },
      expiration: { expiredObjectDeleteMarker: true },
    });
  });

  it("[§13] keeps the results of synthetic tests for three months, and then no version", async () => {
    const made = await store("prod");

    expect(only(made, LIFECYCLE).inputs.rules.at(-1)).to.deep.equal({
      id: "synthetic-results",
      status: "Enabled",
      filter: { prefix: "_synthetic/" },
      expiration: { days: 93 },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
    });
  });

  it("[§15] lets every workload's prod deploy role read the stg bucket", async () => {
    const { policy } = only(await store("stg"), "aws:s3/bucketPolicy:BucketPolicy").inputs;
    const services = ["api-adapter", "audit-digest", "audit-queue", "core", "ingest-worker"];

    expect(JSON.parse(policy).Statement.at(-1)).to.deep.equal(
      artifactReaders("333333333333", services, BUCKET),
    );
  });

  for (const environment of ["dev", "prod"] as const) {
    it(`lets no other account read in ${environment}`, async () => {
      const made = await store(environment);
      const { policy } = only(made, "aws:s3/bucketPolicy:BucketPolicy").inputs;

      const effects = JSON.parse(policy).Statement.map((each: { Effect: string }) => each.Effect);
      expect(effects).to.deep.equal(["Deny", "Deny", "Deny"]);
      expect(inputsOf(made, "aws:ecr/repositoryPolicy:RepositoryPolicy")).to.deep.equal([]);
    });
  }

  it("scans what is pushed to any of its repositories", async () => {
    const type = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

    expect(only(await store("stg"), type).inputs).to.deep.equal({
      scanType: "BASIC",
      rules: [
        {
          scanFrequency: "SCAN_ON_PUSH",
          repositoryFilters: [{ filter: "nc-*", filterType: "WILDCARD" }],
        },
      ],
    });
  });

  it("[§2] has an index of wheels, encrypted with the key where they are", async () => {
    const domain = only(await store("stg"), "aws:codeartifact/domain:Domain");

    expect(domain.inputs.encryptionKey).to.equal(WHEELS);
  });
});
