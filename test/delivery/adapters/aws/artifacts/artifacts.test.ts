import { createHash } from "node:crypto";
import { expect } from "chai";
import {
  type ArtifactAccount,
  artifactBucketOf,
  BUNDLES,
  type Bundle,
  ecrRepository,
} from "../../../../../delivery/adapters/aws/artifacts/account-artifacts";
import {
  type AwsArtifactsArgs,
  awsArtifacts,
} from "../../../../../delivery/adapters/aws/artifacts/artifacts";
import { AwsClients } from "../../../../../delivery/adapters/aws/clients";
import { verifierOf } from "../../../../../delivery/adapters/signing/trusted-root";
import { type Release, releaseId } from "../../../../../delivery/decisions/release/release";
import { withoutSecrets } from "../../../../../infra/secrets";
import { ADMINISTRATOR } from "../../../../../sandbox/api/authorization/sessions";
import { createResource } from "../../../../../sandbox/cloud/account";
import { ISSUER } from "../../../../../sandbox/supply-chain/fulcio-config";
import { putVersion } from "../../../../sandbox/api/support/objects";
import { ACCOUNT, REGION } from "../../../../sandbox/api/support/service-inputs";
import { testApi } from "../../../../sandbox/api/support/test-api";
import { readRecorded, recordedZip } from "../../../../supply-chain/support/recorded";
import { RELEASE_RUN } from "../../../../supply-chain/support/release-run";
import { FUNCTION, releaseOfZip, ZIP_VERSION } from "../../../../supply-chain/support/releases";

const { trustedRoot } = readRecorded();
const zip = recordedZip("signed and attested as it should be");
const BYTES = Buffer.from(zip.bytes, "base64");
const SHA256 = createHash("sha256").update(BYTES).digest("hex");
const RELEASE = releaseOfZip(BYTES, Object.values(zip.bundles));
const KEY = `${FUNCTION}/zip/${SHA256}.zip`;

/** Two environments' buckets, in one account. */
const account = (environment: "stg" | "prod"): ArtifactAccount => {
  return { environment, accountId: ACCOUNT, region: REGION };
};
const [stg, prod] = [account("stg"), account("prod")];

/** Key of a bundle, as it is written down in docs/supply-chain.md. */
const bundleKey = (sha256: string, part: Bundle) =>
  `${FUNCTION}/attestations/${sha256}/${part}.sigstore.json`;

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

  /** Puts what a build has made into stg's bucket: of the zip's bytes, the version that its release names. */
  async function build(bytes: Buffer, without?: keyof typeof zip.bundles): Promise<Release> {
    const s3 = await clients.s3();
    const Bucket = artifactBucketOf(stg);
    putVersion(api, { bucket: Bucket, key: KEY, bytes, versionId: ZIP_VERSION });
    const put = (sha256: string, part: Bundle, Body: string) =>
      s3.putObject({ Bucket, Key: bundleKey(sha256, part), Body });
    for (const part of BUNDLES) {
      const text = zip.bundles[part];
      if (text !== undefined && part !== without) await put(SHA256, part, text);
    }
    await put(releaseId(RELEASE).slice("sha256:".length), "signature", zip.manifest);
    return RELEASE;
  }

  const args = (): AwsArtifactsArgs => ({
    clients,
    account: prod,
    from: stg,
    verifier: verifierOf(trustedRoot),
    signers: { workflowOf: () => RELEASE_RUN.workflow, issuer: ISSUER },
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
    const id = releaseId(release).slice("sha256:".length);
    expect(await objectsOf(prod)).to.have.members([
      `api-adapter/attestations/${SHA256}/provenance.sigstore.json`,
      `api-adapter/attestations/${SHA256}/sbom.sigstore.json`,
      `api-adapter/attestations/${SHA256}/signature.sigstore.json`,
      `api-adapter/attestations/${id}/signature.sigstore.json`,
      KEY,
    ]);
    const s3 = await clients.s3();
    const { Body } = await s3.getObject({ Bucket: artifactBucketOf(prod), Key: KEY });
    const copied = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(copied.equals(BYTES)).to.equal(true);
  });

  it("[§15] copies the version that the release names, not the newest", async () => {
    const release = await build(BYTES);
    const s3 = await clients.s3();
    await s3.putObject({ Bucket: artifactBucketOf(stg), Key: KEY, Body: "newer" });
    expect(await refusal(release)).to.equal("");
  });

  it("[§15] copies once where a call is refused, and where the first answer of each is lost", async () => {
    const release = await build(BYTES);
    const calls = ["GetObject", "ListObjectsV2", "PutObject"];
    for (const call of calls) {
      const fault = { fault: "expired-credentials", times: 1, afterwards: false } as const;
      api.world.faults.push({ ...fault, operation: `s3:${call}` });
      expect(await refusal(release)).to.match(new RegExp(`^${call} of S3:\n  ExpiredToken: `));
    }
    for (const call of calls) {
      const fault = { fault: "server-error", times: 1, afterwards: true } as const;
      api.world.faults.push({ ...fault, operation: `s3:${call}` });
    }
    expect(await refusal(release)).to.equal("");
    expect(api.world.faults).to.deep.equal([]);
    expect(await objectsOf(prod)).to.have.length(5);
  });

  it("[§15] copies nothing of an altered zip", async () => {
    const altered = Buffer.from("altered");
    const release = await build(altered);
    const got = createHash("sha256").update(altered).digest("hex");
    expect(await refusal(release)).to.equal(
      `the artifacts in stg:\n  signature of sha256:${SHA256} is refused: digest is "sha256:${got}": expected sha256:${SHA256}`,
    );
    expect(await objectsOf(prod)).to.deep.equal([]);
  });

  it("[§15] copies nothing without each of its bundles", async () => {
    expect(await refusal(await build(BYTES, "provenance"))).to.equal(
      `the artifacts in stg:\n  provenance of sha256:${SHA256} is refused: there is none`,
    );
    expect(await objectsOf(prod)).to.deep.equal([]);
  });

  it("[§15] says what has arrived where other bytes were there already", async () => {
    const s3 = await clients.s3();
    await s3.putObject({ Bucket: artifactBucketOf(prod), Key: KEY, Body: "other" });
    const got = createHash("sha256").update("other").digest("hex");
    expect(await refusal(await build(BYTES))).to.equal(
      `the artifacts in prod:\n  signature of sha256:${SHA256} is refused: digest is "sha256:${got}": expected sha256:${SHA256}`,
    );
  });

  it("[§15] verifies it where it is built, and copies nothing", async () => {
    const built = { ...args(), account: stg, from: undefined };
    const release = await build(BYTES);
    expect(await refusal(release, built)).to.equal("");
    const verified = { state: "verified", identity: RELEASE_RUN.workflow };
    const found = await awsArtifacts(built).attestations.of(release);
    const none = { state: "not-needed" };
    expect(found).to.deep.equal([
      { digest: releaseId(release), signature: verified, provenance: none, sbom: none },
      { digest: `sha256:${SHA256}`, signature: verified, provenance: verified, sbom: verified },
    ]);
    const other = { ...release, commit: "0".repeat(40) };
    expect(await refusal(other, built)).to.match(
      /^the artifacts in stg:\n {2}signature of the manifest is refused: there is none\n {2}signature of .* source commit/,
    );
    expect(await objectsOf(prod)).to.deep.equal([]);
  });

  it("[§15] copies nothing whose manifest is not signed", async () => {
    const release = { ...(await build(BYTES)), flags: ["new-checkout"] };
    expect(await refusal(release)).to.equal(
      "the artifacts in stg:\n  signature of the manifest is refused: there is none",
    );
    expect(await objectsOf(prod)).to.deep.equal([]);
  });

  it("reads no bundle that is too large for one", async () => {
    const release = await build(BYTES);
    const bucket = artifactBucketOf(stg);
    const bytes = Buffer.alloc(32 * 2 ** 20 + 1);
    putVersion(api, { bucket, key: bundleKey(SHA256, "sbom"), bytes, versionId: "large" });
    expect(await refusal(release)).to.equal(
      `s3://${bucket}/${bundleKey(SHA256, "sbom")}:\n  size is 33554433: expected at most 33554432 bytes`,
    );
  });

  it("reads images of another account with one token of its own", async () => {
    const repository = ecrRepository(clients, { ...stg, accountId: "222222222222" }, "billing");
    expect(repository.host).to.equal("222222222222.dkr.ecr.ca-central-1.amazonaws.com");
    expect(repository.name).to.equal("nc-billing-stg-image");
    // base64 of AWS:sandbox, as ECR answers `AWS:<password>`.
    expect(await repository.authorization?.()).to.equal("Basic QVdTOnNhbmRib3g=");
    expect(withoutSecrets("oras: Basic QVdTOnNhbmRib3g=")).to.equal("oras: Basic ***");
  });
});
