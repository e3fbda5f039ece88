import { createHash } from "node:crypto";
import { expect } from "chai";
import {
  type ArtifactAccount,
  artifactBucketOf,
  bundleKeyOf,
  ecrRepository,
} from "../../../../../delivery/adapters/aws/artifacts/account-artifacts";
import {
  type AwsArtifactsArgs,
  awsArtifacts,
} from "../../../../../delivery/adapters/aws/artifacts/artifacts";
import { AwsClients } from "../../../../../delivery/adapters/aws/clients";
import { PREDICATES } from "../../../../../delivery/adapters/signing/statement";
import { verifierOf } from "../../../../../delivery/adapters/signing/trusted-root";
import { parseRelease, type Release } from "../../../../../delivery/decisions/release/release";
import { ADMINISTRATOR } from "../../../../../sandbox/api/authorization/sessions";
import { createResource } from "../../../../../sandbox/cloud/account";
import { ACCOUNT, REGION } from "../../../../sandbox/api/support/service-inputs";
import { testApi } from "../../../../sandbox/api/support/test-api";
import { ISSUER } from "../../../../supply-chain/support/fulcio-config";
import { RELEASE_RUN } from "../../../../supply-chain/support/github-claims";
import { readRecorded } from "../../../../supply-chain/support/recorded";
import { evidenceOf } from "../../../../supply-chain/support/verdicts";
import { manifest } from "../../../decisions/release/fixture";

const { trustedRoot, zip } = readRecorded();
const BYTES = Buffer.from(zip.bytes, "base64");
const SHA256 = createHash("sha256").update(BYTES).digest("hex");
const KEY = "billing/zip/v1.4.0.zip";

/** Two environments' buckets, in one account. */
const account = (environment: "stg" | "prod"): ArtifactAccount => {
  return { environment, accountId: ACCOUNT, region: REGION };
};
const [stg, prod] = [account("stg"), account("prod")];

describe("the promotion of a zip", () => {
  const api = testApi((cloud) => {
    const type = "aws:s3/bucket:Bucket";
    for (const bucket of [stg, prod].map(artifactBucketOf)) {
      const resource = { urn: `urn:${bucket}`, type, name: bucket, inputs: { bucket } };
      createResource(cloud, resource, { account: ACCOUNT, region: REGION });
    }
  });
  let clients: AwsClients;
  beforeEach(() => {
    clients = new AwsClients(api.as(ADMINISTRATOR));
  });
  afterEach(() => clients.destroy());

  /** Puts what a build has made into stg's bucket. */
  async function build(bytes: Buffer, bundles: Partial<typeof zip> = zip): Promise<Release> {
    const s3 = await clients.s3();
    const Bucket = artifactBucketOf(stg);
    const { VersionId: versionId = "" } = await s3.putObject({ Bucket, Key: KEY, Body: bytes });
    for (const part of ["signature", "provenance", "sbom"] as const) {
      const Key = bundleKeyOf({ sha256: SHA256 }, "billing", part);
      const Body = bundles[part];
      if (Body !== undefined) await s3.putObject({ Bucket, Key, Body });
    }
    const { repository, repositoryId, commit } = RELEASE_RUN;
    const named = evidenceOf([zip.provenance, zip.sbom]);
    const of = (part: "provenance" | "sbom") => {
      return { digest: named[part], predicateType: PREDICATES[part] };
    };
    const file = { type: "zip", key: KEY, versionId, sha256: SHA256 } as const;
    const artifacts = [{ ...file, provenance: of("provenance"), sbom: of("sbom") }];
    return parseRelease(manifest({ repository, repositoryId, commit, artifacts }));
  }

  const args = (): AwsArtifactsArgs => ({
    clients,
    account: prod,
    from: stg,
    verifier: verifierOf(trustedRoot),
    builder: { workflow: RELEASE_RUN.workflow, issuer: ISSUER },
    oras: "oras, which a zip does not need",
  });

  async function objectsOf(of: ArtifactAccount): Promise<string[]> {
    const s3 = await clients.s3();
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: artifactBucketOf(of) });
    return Contents.map(({ Key = "" }) => Key);
  }

  const refusal = (release: Release, given = args()) =>
    awsArtifacts(given)
      .artifacts.copy(release)
      .then(
        () => "",
        (error: Error) => error.message,
      );

  it("[§15] copies the bytes that are verified, with what is beside them, once", async () => {
    const release = await build(BYTES);
    expect(await refusal(release)).to.equal("");
    expect(await refusal(release)).to.equal("");
    const beside = ["provenance", "sbom", "signature"].map(
      (part) => `billing/attestations/${SHA256}/${part}.sigstore.json`,
    );
    expect(await objectsOf(prod)).to.deep.equal([...beside, KEY]);
    const s3 = await clients.s3();
    const { Body } = await s3.getObject({ Bucket: artifactBucketOf(prod), Key: KEY });
    const copied = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(copied.equals(BYTES)).to.equal(true);
  });

  it("[§15] copies the version that the release names, not the newest", async () => {
    const release = await build(BYTES);
    await build(Buffer.from("newer"));
    expect(await refusal(release)).to.equal("");
  });

  it("[§15] copies nothing of an altered zip", async () => {
    const altered = Buffer.from("altered");
    const release = await build(altered);
    const got = createHash("sha256").update(altered).digest("hex");
    expect(await refusal(release)).to.equal(
      `where it comes from:\n  signature of sha256:${SHA256} is refused: digest is "sha256:${got}": expected sha256:${SHA256}`,
    );
    expect(await objectsOf(prod)).to.deep.equal([]);
  });

  it("[§15] copies nothing without each of its bundles", async () => {
    const { signature, sbom } = zip;
    expect(await refusal(await build(BYTES, { signature, sbom }))).to.equal(
      `where it comes from:\n  provenance of sha256:${SHA256} is refused: there is none`,
    );
    expect(await objectsOf(prod)).to.deep.equal([]);
  });

  it("[§15] says what has arrived where other bytes were there already", async () => {
    const s3 = await clients.s3();
    await s3.putObject({ Bucket: artifactBucketOf(prod), Key: KEY, Body: "other" });
    const got = createHash("sha256").update("other").digest("hex");
    expect(await refusal(await build(BYTES))).to.equal(
      `s3://${artifactBucketOf(prod)}:\n  signature of sha256:${SHA256} is refused: digest is "sha256:${got}": expected sha256:${SHA256}`,
    );
  });

  it("[§15] verifies it where it is built, and copies nothing", async () => {
    const built = { ...args(), account: stg, from: undefined };
    const release = await build(BYTES);
    expect(await refusal(release, built)).to.equal("");
    const verified = { state: "verified", identity: RELEASE_RUN.workflow };
    const found = await awsArtifacts(built).attestations.of(release);
    expect(found).to.deep.equal([
      { digest: `sha256:${SHA256}`, signature: verified, provenance: verified, sbom: verified },
    ]);
    const [file] = release.artifacts;
    const other = { ...release, commit: "0".repeat(40), artifacts: file ? [file] : [] };
    expect(await refusal(other, built)).to.match(
      /^the artifacts in stg:\n {2}signature of .* source commit/,
    );
    expect(await objectsOf(prod)).to.deep.equal([]);
  });

  it("reads images of another account with one token of its own", async () => {
    const repository = ecrRepository(clients, { ...stg, accountId: "222222222222" }, "billing");
    expect(repository.host).to.equal("222222222222.dkr.ecr.ca-central-1.amazonaws.com");
    expect(repository.name).to.equal("nc-billing-stg-image");
    // base64 of AWS:sandbox, as ECR answers `AWS:<password>`.
    expect(await repository.authorization?.()).to.equal("Basic QVdTOnNhbmRib3g=");
  });
});
