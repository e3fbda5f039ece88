import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { verifierOf } from "../../delivery/adapters/signing/trusted-root";
import { verifyArtifact } from "../../delivery/adapters/signing/verify-artifact";
import { RELEASE_RUN } from "./support/github-claims";
import { EXPECTED, evidenceOf } from "./support/verdicts";
import { trustedRootOf, type Workshop, workshopFor } from "./support/workshop";
import { type SignedZip, signedZip } from "./support/zip";

describe("a zip that was signed by cosign, keyless", () => {
  let workshop: Workshop;
  let good: SignedZip;

  before(async function () {
    workshop = await workshopFor(this);
    good = await signedZip(workshop, "good", "exports.handler = async () => {}", RELEASE_RUN);
  });
  after(() => workshop?.stop());

  /** What the library says of the bytes, where the release names them, and what cosign says. */
  async function verdicts(path: string, bundles: SignedZip["bundles"]) {
    const blob = readFileSync(path);
    const digest = `sha256:${createHash("sha256").update(blob).digest("hex")}`;
    const texts = Object.values(bundles).map((each) => readFileSync(each, "utf8"));
    const artifact = { digest, blob, bundles: texts, evidence: evidenceOf(texts) };
    const { cosign } = workshop;
    const { signature, provenance, sbom } = bundles;
    const answers = [
      await cosign.verifyBlob(path, signature, RELEASE_RUN),
      await cosign.verifyBlobAttestation(path, "slsaprovenance1", provenance, RELEASE_RUN),
      await cosign.verifyBlobAttestation(path, "spdxjson", sbom, RELEASE_RUN),
    ];
    return {
      digest,
      found: verifyArtifact(verifierOf(trustedRootOf(workshop)), artifact, EXPECTED),
      cosign: answers.map(({ ok }) => ok),
    };
  }

  it("[§15] is verified: signed and attested as it should be", async () => {
    const { digest, found, cosign } = await verdicts(good.path, good.bundles);
    const verified = { state: "verified", identity: RELEASE_RUN.workflow };
    expect(found).to.deep.equal({
      digest,
      signature: verified,
      provenance: verified,
      sbom: verified,
    });
    expect(cosign).to.deep.equal([true, true, true]);
  });

  it("[§15] is refused: altered, with the bundles of what it was", async () => {
    const path = join(workshop.folder, "altered.zip");
    const bytes = readFileSync(good.path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { digest, found, cosign } = await verdicts(path, good.bundles);
    const original = createHash("sha256").update(readFileSync(good.path)).digest("hex");
    const why = `subject is "sha256:${original}": expected ${digest}`;
    expect(found).to.deep.equal({
      digest,
      signature: {
        state: "refused",
        why: 'signature is "signature verification failed": expected what the trusted root vouches for',
      },
      provenance: { state: "refused", why },
      sbom: { state: "refused", why },
    });
    expect(cosign).to.deep.equal([false, false, false]);
  });

  it("[§15] is refused: other bytes than the release names", () => {
    const blob = readFileSync(good.path);
    const bundles = [readFileSync(good.bundles.signature, "utf8")];
    const artifact = { digest: `sha256:${"0".repeat(64)}`, blob, bundles };
    const found = verifyArtifact(verifierOf(trustedRootOf(workshop)), artifact, EXPECTED);
    const got = createHash("sha256").update(blob).digest("hex");
    expect(found.signature).to.deep.equal({
      state: "refused",
      why: `digest is "sha256:${got}": expected sha256:${"0".repeat(64)}`,
    });
    expect(found.sbom).to.deep.equal({ state: "not-needed" });
  });

  it("[§15] is refused: signed by a foreign workflow", async () => {
    const workflow = "mallory/tools/.github/workflows/release.yml@refs/heads/main";
    const { path, bundles } = await signedZip(workshop, "foreign", "evil()", {
      ...RELEASE_RUN,
      workflow,
    });
    const { found, cosign } = await verdicts(path, bundles);
    const why = `signer workflow is "${workflow}": expected ${RELEASE_RUN.workflow}`;
    const refused = { state: "refused", why };
    expect(found).to.deep.include({ signature: refused, provenance: refused, sbom: refused });
    expect(cosign).to.deep.equal([false, false, false]);
  });
});
