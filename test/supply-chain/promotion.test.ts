import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { promotedImages } from "../../delivery/adapters/oci/promoted-images";
import { bundlesOfImage } from "../../delivery/adapters/oci/referrers";
import { findManifest, type OciRepository } from "../../delivery/adapters/oci/repository";
import {
  type ArtifactSource,
  sigstoreAttestations,
} from "../../delivery/adapters/signing/sigstore-attestations";
import { PREDICATES } from "../../delivery/adapters/signing/statement";
import { verifierOf } from "../../delivery/adapters/signing/trusted-root";
import { verifiedPromotion } from "../../delivery/adapters/signing/verified-promotion";
import { parseRelease, type Release, releaseText } from "../../delivery/decisions/release/release";
import { ISSUER } from "../../sandbox/supply-chain/fulcio-config";
import { succeed } from "../../sandbox/supply-chain/processes";
import { manifest } from "../delivery/decisions/release/fixture";
import { CASES, SBOM } from "./support/cases";
import { RELEASE_RUN } from "./support/release-run";
import { evidenceOf } from "./support/verdicts";
import {
  makeImage,
  repositoryOf,
  trustedRootOf,
  type Workshop,
  workshopFor,
} from "./support/workshop";

describe("the promotion of an image by its digest", () => {
  let workshop: Workshop;
  let stg: OciRepository;
  let prod: OciRepository;
  const [good, unsigned] = CASES;
  if (good === undefined || unsigned === undefined) throw new Error("there are two cases");

  before(async function () {
    workshop = await workshopFor(this);
    stg = { host: workshop.stg.host, name: "billing", scheme: "http" };
    prod = { host: workshop.prod.host, name: "billing", scheme: "http" };
  });
  after(() => workshop?.stop());

  async function releaseOf(digest: string): Promise<Release> {
    const found = evidenceOf(await bundlesOfImage(stg, digest));
    const evidence = (kind: "provenance" | "sbom") => {
      return { digest: found[kind], predicateType: PREDICATES[kind] };
    };
    const { repository, repositoryId, commit } = RELEASE_RUN;
    const image = { type: "image", digest } as const;
    const attested = { ...image, provenance: evidence("provenance"), sbom: evidence("sbom") };
    return parseRelease(manifest({ repository, repositoryId, commit, artifacts: [attested] }));
  }

  /** The bundle that the build puts beside a release's manifest. */
  async function signManifest(release: Release): Promise<string> {
    const path = join(workshop.folder, "release.json");
    writeFileSync(path, releaseText(release));
    await workshop.cosign.signBlob(path, `${path}.sigstore.json`, RELEASE_RUN);
    return readFileSync(`${path}.sigstore.json`, "utf8");
  }

  /** Promotes into a repository of prod. */
  function promotion(to: OciRepository = prod) {
    const verifier = verifierOf(trustedRootOf(workshop));
    const signers = { workflowOf: () => RELEASE_RUN.workflow, issuer: ISSUER };
    const source = (repository: OciRepository): ArtifactSource => ({
      bundlesOfImage: (digest) => bundlesOfImage(repository, digest),
      bundlesOfManifest: async (_, release) => [await signManifest(release)],
      blob: () => Promise.reject(new Error("a release of one image has no blob")),
    });
    const attestations = (repository: OciRepository) =>
      sigstoreAttestations(verifier, signers, source(repository), "prod");
    const images = promotedImages({ oras: workshop.tools.oras, from: stg, to });
    const place = (repository: OciRepository) => ({
      name: `${repository.host}/${repository.name}`,
      attestations: attestations(repository),
    });
    return verifiedPromotion(place(stg), place(to), [images]);
  }

  const messageOf = (work: Promise<void>) =>
    work.then(
      () => "",
      (error: Error) => error.message,
    );

  it("[§15] copies it with what is attached, and gives it the version as its tag", async () => {
    const digest = await makeImage(workshop, good);
    const release = await releaseOf(digest);
    await promotion().copy(release);
    // A run that was killed begins anew.
    await promotion().copy(release);

    const manifests = await Promise.all([digest, "v1.4.0"].map((each) => findManifest(prod, each)));
    const tested = await findManifest(stg, digest);
    expect(manifests.map(String)).to.deep.equal([String(tested), String(tested)]);
    const image = `${prod.host}/billing@${digest}`;
    for (const type of ["signature", "slsaprovenance1", "spdxjson"] as const) {
      const { ok, stderr } = await workshop.cosign.verify(image, type, RELEASE_RUN);
      expect(ok, stderr).to.equal(true);
    }
  });

  it("[§15] copies nothing that is not verified where it comes from", async () => {
    const digest = await makeImage(workshop, unsigned);
    const release = await releaseOf(digest);
    expect(await messageOf(promotion().copy(release))).to.equal(
      [
        `${stg.host}/billing:`,
        ...["signature", "provenance", "sbom"].map(
          (part) => `  ${part} of ${digest} is refused: there is none`,
        ),
      ].join("\n"),
    );
    expect(await findManifest(prod, digest)).to.equal(undefined);
  });

  it("[§15] refuses a statement that the release was not made with", async () => {
    const digest = await makeImage(workshop, { ...good, name: "other-statement" });
    const release = await releaseOf(digest);
    const image = `${repositoryOf(workshop)}@${digest}`;
    const [artifact] = release.artifacts;
    if (artifact?.type !== "image") throw new Error("the release has an image");
    const named = `sha256:${"0".repeat(64)}`;
    const sbom = { ...artifact.sbom, digest: named };
    const changed = { ...release, artifacts: [{ ...artifact, sbom }] };
    expect(await messageOf(promotion().copy(changed))).to.equal(
      [
        `${stg.host}/billing:`,
        `  sbom of ${digest} is refused: digest is "${artifact.sbom.digest}": expected ${named}, which the release's manifest names`,
      ].join("\n"),
    );
    // Another attestation by the right signer does not take its place.
    await workshop.cosign.attest(image, "spdxjson", { ...SBOM, name: "later" }, RELEASE_RUN);
    const to = { ...prod, name: "billing-again" };
    expect(await messageOf(promotion(to).copy(release))).to.equal("");
  });

  it("[§15] leaves a tag that is taken by another digest", async () => {
    const digest = await makeImage(workshop, { ...good, name: "moved-tag" });
    const release = await releaseOf(digest);
    const before = await findManifest(prod, "v1.4.0");
    expect(await messageOf(promotion().copy(release))).to.match(
      /^127\.0\.0\.1:\d+\/billing:\n {2}tag v1\.4\.0 is "sha256:[0-9a-f]{64}": expected sha256:[0-9a-f]{64}, or no such tag$/,
    );
    expect(String(await findManifest(prod, "v1.4.0"))).to.equal(String(before));
  });

  it("[§15] refuses what was built for another version", async () => {
    const digest = await makeImage(workshop, { ...good, name: "another-version" });
    const release = { ...(await releaseOf(digest)), version: "v1.5.0" };
    const why = 'source ref is "refs/tags/v1.4.0": expected refs/tags/v1.5.0';
    expect(await messageOf(promotion().copy(release))).to.equal(
      [
        `${stg.host}/billing:`,
        `  signature of the manifest is refused: ${why}`,
        ...["signature", "provenance", "sbom"].map(
          (part) => `  ${part} of ${digest} is refused: ${why}`,
        ),
      ].join("\n"),
    );
  });

  it("[§15] takes no tag for a digest", () => {
    const evidence = { digest: `sha256:${"a".repeat(64)}`, predicateType: PREDICATES.sbom };
    const tagged = { type: "image", digest: "v1.4.0", sbom: evidence, provenance: evidence };
    expect(() => parseRelease({ ...manifest(), artifacts: [tagged] })).to.throw(
      'artifacts[0].digest is "v1.4.0": expected "sha256:" and 64 hex digits',
    );
  });

  it("[§15] goes with an SBOM that syft has made of the image itself", async () => {
    const { signature, provenance } = good.signed;
    const described = { ...good, name: "described", signed: { signature, provenance } };
    const digest = await makeImage(workshop, described);
    const image = `${repositoryOf(workshop)}@${digest}`;
    const text = await succeed(
      workshop.tools.syft,
      ["scan", `registry:${image}`, "--output", "spdx-json", "--quiet"],
      { SYFT_REGISTRY_INSECURE_USE_HTTP: "true", SYFT_CHECK_FOR_APP_UPDATE: "false" },
    );
    const sbom = JSON.parse(text);
    expect(sbom.packages.map(({ name }: { name: string }) => name)).to.include("left-pad");
    await workshop.cosign.attest(image, "spdxjson", sbom, RELEASE_RUN);
    const to = { ...prod, name: "billing-described" };
    expect(await messageOf(promotion(to).copy(await releaseOf(digest)))).to.equal("");
    expect(await findManifest(to, digest)).not.to.equal(undefined);
  });
});
