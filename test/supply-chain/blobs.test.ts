import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { verifierOf } from "../../delivery/adapters/signing/trusted-root";
import { verifyArtifact } from "../../delivery/adapters/signing/verify-artifact";
import { CASES } from "./support/cases";
import { RELEASE_RUN } from "./support/release-run";
import { EXPECTED, evidenceOf, PARTS, partsRefused, refusalsOf } from "./support/verdicts";
import { trustedRootOf, type Workshop, workshopFor } from "./support/workshop";
import { makeZip, type SignedZip, textsOf } from "./support/zip";

describe("a zip that was signed by cosign, keyless", () => {
  let workshop: Workshop;
  const zips = new Map<string, SignedZip>();
  const [first] = CASES;
  if (first === undefined) throw new Error("the good case comes first");

  before(async function () {
    workshop = await workshopFor(this);
    const good = await makeZip(workshop, first);
    zips.set(first.name, good);
    for (const each of CASES.slice(1)) {
      zips.set(each.name, await makeZip(workshop, each, good));
    }
  });
  after(() => workshop?.stop());

  const zipOf = (name: string): SignedZip => {
    const zip = zips.get(name);
    if (zip === undefined) throw new Error(`${name} was not signed`);
    return zip;
  };
  const digestOf = (path: string) =>
    `sha256:${createHash("sha256").update(readFileSync(path)).digest("hex")}`;

  /** What the library refuses of the file, with the bundles of a zip. */
  function refused(path: string, zip: SignedZip, digest = digestOf(path)) {
    const bundles = Object.values(textsOf(zip));
    const evidence = evidenceOf(bundles);
    const artifact = { digest, blob: readFileSync(path), bundles, evidence };
    return partsRefused(verifyArtifact(verifierOf(trustedRootOf(workshop)), artifact, EXPECTED));
  }

  /** What cosign takes of it: a part whose bundle is missing is none. */
  async function cosignTakes(path: string, { bundles }: SignedZip) {
    const { cosign } = workshop;
    const { signature, provenance, sbom } = bundles;
    const attested = async (type: "slsaprovenance1" | "spdxjson", bundle: string | undefined) =>
      bundle === undefined
        ? undefined
        : cosign.verifyBlobAttestation(path, type, bundle, RELEASE_RUN);
    const answers = [
      signature === undefined ? undefined : await cosign.verifyBlob(path, signature, RELEASE_RUN),
      await attested("slsaprovenance1", provenance),
      await attested("spdxjson", sbom),
    ];
    return PARTS.filter((_, index) => answers[index]?.ok);
  }

  for (const made of CASES) {
    const verdict = Object.keys(made.refused).length === 0 ? "is verified" : "is refused";
    it(`[§15] ${verdict}: ${made.name}`, async () => {
      const zip = zipOf(made.name);
      const expected = refusalsOf(made, digestOf(zipOf(first.name).path), digestOf(zip.path));
      expect(refused(zip.path, zip)).to.deep.equal(expected);
      const takes = PARTS.filter(
        (part) => made.refused[part] === undefined || made.cosignTakes?.includes(part),
      );
      expect(await cosignTakes(zip.path, zip)).to.deep.equal(takes);
    });
  }

  it("[§15] is refused: altered, with the bundles of what it was", async () => {
    const good = zipOf(first.name);
    const path = join(workshop.folder, "altered.zip");
    const bytes = readFileSync(good.path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const why = `subject is "${digestOf(good.path)}": expected ${digestOf(path)}`;
    expect(refused(path, good)).to.deep.equal({
      signature:
        'signature is "signature verification failed": expected what the trusted root vouches for',
      provenance: why,
      sbom: why,
    });
    expect(await cosignTakes(path, good)).to.deep.equal([]);
    const named = digestOf(good.path);
    expect(refused(path, good, named)).to.deep.equal({
      signature: `digest is "${digestOf(path)}": expected ${named}`,
    });
  });
});
