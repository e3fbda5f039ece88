import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { AwsClients } from "../../delivery/adapters/aws/clients";
import { bundlesOfImage } from "../../delivery/adapters/oci/referrers";
import { type Cosign, withCosign } from "../../delivery/adapters/signing/cosign";
import { publishArtifact } from "../../delivery/adapters/signing/publish-artifact";
import { statementDigest } from "../../delivery/adapters/signing/statement";
import { verifierOf } from "../../delivery/adapters/signing/trusted-root";
import { verifyArtifact } from "../../delivery/adapters/signing/verify-artifact";
import { ADMINISTRATOR } from "../../sandbox/api/authorization/sessions";
import { createResource } from "../../sandbox/cloud/account";
import { imageOf, writeLayout } from "../../sandbox/supply-chain/image";
import { testApi } from "../sandbox/api/support/test-api";
import { MOCK_LOCATION } from "../support/record";
import { PROVENANCE, SBOM } from "./support/cases";
import { RELEASE_RUN } from "./support/release-run";
import { EXPECTED } from "./support/verdicts";
import { trustedRootOf, type Workshop, workshopFor } from "./support/workshop";

const BUCKET = "nc-platform-stg-artifacts-111111111111";
const PREDICATES = { provenance: JSON.stringify(PROVENANCE), sbom: JSON.stringify(SBOM) };
const VERIFIED = { state: "verified", identity: RELEASE_RUN.workflow };

describe("[§15] what nc release publish has signed with the real cosign, and pushed with the real oras", () => {
  let workshop: Workshop;
  let clients: AwsClients;
  const api = testApi((cloud) => {
    const add = (type: string, name: string, inputs: object) =>
      createResource(
        cloud,
        { urn: `urn:${type}:${name}`, type, name, inputs: { ...inputs } },
        MOCK_LOCATION,
      );
    add("aws:s3/bucket:Bucket", "artifacts", { bucket: BUCKET });
    add("aws:s3/bucketVersioning:BucketVersioning", "artifacts", {
      bucket: BUCKET,
      versioningConfiguration: { status: "Enabled" },
    });
  });
  before(async function () {
    workshop = await workshopFor(this);
  });
  beforeEach(() => {
    clients = new AwsClients(api.as(ADMINISTRATOR));
  });
  afterEach(() => clients.destroy());
  after(() => workshop?.stop());

  const repository = () => ({ host: workshop.stg.host, name: "billing", scheme: "http" as const });
  const { signal } = new AbortController();
  const place = (version: string) => ({
    clients,
    bucket: BUCKET,
    registry: repository,
    workload: "billing",
    version,
    commit: RELEASE_RUN.commit,
    oras: workshop.tools.oras,
    run: { env: process.env, signal },
  });
  const signing = <T>(work: (cosign: Cosign) => Promise<T>) =>
    withCosign(
      {
        program: workshop.tools.cosign,
        fulcioUrl: workshop.urls.fulcio,
        timestampUrl: workshop.urls.timestamps,
        trustedRoot: workshop.trust.trustedRoot,
        env: { PATH: process.env.PATH, SIGSTORE_ID_TOKEN: workshop.token(RELEASE_RUN) },
        signal,
      },
      work,
    );
  const verified = (
    artifact: { digest: string; bundles: readonly string[]; blob?: Buffer },
    of: Evidence,
  ) =>
    verifyArtifact(
      verifierOf(trustedRootOf(workshop)),
      { ...artifact, evidence: digestsOf(of) },
      EXPECTED,
    );

  it("an image: tagged, signed and attested, and once more by the next attempt of its run", async () => {
    const layout = join(workshop.folder, "published-image");
    mkdirSync(layout);
    const digest = writeLayout(layout, imageOf("published"));
    const made = { type: "image" as const, digest, folder: layout };
    for (const _attempt of [1, 2]) {
      const published = await signing((cosign) =>
        publishArtifact(made, layout, PREDICATES, place("v1.4.0"), cosign),
      );
      expect(published.stored).to.deep.equal({ type: "image", digest });
      expect(published.note).to.equal(undefined);
      const bundles = await bundlesOfImage(repository(), digest);
      expect(verified({ digest, bundles }, published.bundles)).to.deep.equal({
        digest,
        signature: VERIFIED,
        provenance: VERIFIED,
        sbom: VERIFIED,
      });
    }
  });

  it("another image of the commit keeps off its tags: the version's is refused", async () => {
    const layout = join(workshop.folder, "other-image");
    mkdirSync(layout);
    const digest = writeLayout(layout, imageOf("other"));
    const made = { type: "image" as const, digest, folder: layout };
    const publish = (version: string) =>
      signing((cosign) => publishArtifact(made, layout, PREDICATES, place(version), cosign));
    expect(await publish("v1.4.0").catch(String)).to.match(
      /tag v1\.4\.0 is "sha256:[0-9a-f]{64}": expected sha256:[0-9a-f]{64}, or no such tag/,
    );
    expect((await publish("v1.4.1")).note).to.equal(
      "sha-3f2a9c1 stays with the first image of the commit",
    );
  });

  it("a zip: in the bucket by its hash, with its three bundles beside it", async () => {
    const path = join(workshop.folder, "code.zip");
    writeFileSync(path, "the code");
    const sha256 = createHash("sha256").update("the code").digest("hex");
    const made = { type: "zip" as const, sha256, file: path };
    const { stored, bundles } = await signing((cosign) =>
      publishArtifact(made, path, PREDICATES, place("v1.4.0"), cosign),
    );
    const s3 = await clients.s3();
    const key = `billing/zip/${sha256}.zip`;
    const { Body, VersionId } = await s3.getObject({ Bucket: BUCKET, Key: key });
    expect(await Body?.transformToString()).to.equal("the code");
    expect(stored).to.deep.equal({ type: "zip", key, versionId: VersionId, sha256 });
    const beside = ["signature", "provenance", "sbom"].map(async (kind) => {
      const Key = `billing/attestations/${sha256}/${kind}.sigstore.json`;
      const found = await s3.getObject({ Bucket: BUCKET, Key });
      return (await found.Body?.transformToString()) ?? "";
    });
    const digest = `sha256:${sha256}`;
    const artifact = { digest, bundles: await Promise.all(beside), blob: readFileSync(path) };
    expect(verified(artifact, bundles)).to.deep.equal({
      digest,
      signature: VERIFIED,
      provenance: VERIFIED,
      sbom: VERIFIED,
    });
  });
});

type Evidence = Readonly<Record<"provenance" | "sbom", string>>;

/** Digests of the statements that a release's manifest would name. */
function digestsOf({ provenance, sbom }: Evidence) {
  const digestOf = (bundle: string) =>
    statementDigest(
      Buffer.from(JSON.parse(bundle).dsseEnvelope.payload, "base64").toString("utf8"),
    );
  return { provenance: digestOf(provenance), sbom: digestOf(sbom) };
}
