import { createHash } from "node:crypto";
import { expect } from "chai";
import { verifierOf } from "../../../../delivery/adapters/signing/trusted-root";
import { verifyArtifact } from "../../../../delivery/adapters/signing/verify-artifact";
import { CASES } from "../../../supply-chain/support/cases";
import { readRecorded, recordedZip } from "../../../supply-chain/support/recorded";
import {
  EXPECTED,
  evidenceOf,
  partsRefused,
  refusalsOf,
  refusedParts,
} from "../../../supply-chain/support/verdicts";

const { trustedRoot, images, zips } = readRecorded();
const [first] = CASES;
if (first === undefined) throw new Error("the good case comes first");

/** The image of a case. */
function imageOf(name: string) {
  const image = images[name];
  if (image === undefined)
    throw new Error(`${name} is not recorded: see test/supply-chain/support/record.ts`);
  return image;
}

describe("an image whose bundles the real tools have made once", () => {
  for (const { name, refused } of CASES) {
    const verdict = Object.keys(refused).length === 0 ? "is verified" : "is refused";
    it(`[§15] ${verdict}, as recorded: ${name}`, () => {
      const { digest, bundles } = imageOf(name);
      const good = imageOf(CASES[0]?.name ?? "").digest;
      const expected = Object.entries(refused).map(([part, why]) => [
        part,
        why.replace("<good>", good).replace("<own>", digest),
      ]);
      expect(refusedParts(trustedRoot, digest, bundles)).to.deep.equal(
        Object.fromEntries(expected),
      );
    });
  }

  it("is verified although others attach what they like", () => {
    const good = imageOf(CASES[0]?.name ?? "");
    const foreign = imageOf("signed by a foreign workflow").bundles;
    const bundles = ["", "{}", "no JSON", ...foreign, ...good.bundles];
    const refused = refusedParts(trustedRoot, good.digest, bundles, good.bundles);
    expect(refused).to.deep.equal({});
  });
});

describe("a zip whose bundles the real tools have made once", () => {
  const bytesOf = (name: string) => Buffer.from(recordedZip(name).bytes, "base64");
  const digestOf = (bytes: Buffer) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const verify = (blob: Buffer, bundles: readonly string[], digest = digestOf(blob)) => {
    const artifact = { digest, blob, bundles, evidence: evidenceOf(bundles) };
    return partsRefused(verifyArtifact(verifierOf(trustedRoot), artifact, EXPECTED));
  };

  it("is recorded for each case", () => {
    expect(Object.keys(zips)).to.deep.equal(CASES.map(({ name }) => name));
  });

  for (const made of CASES) {
    const verdict = Object.keys(made.refused).length === 0 ? "is verified" : "is refused";
    it(`[§15] ${verdict}, as recorded: ${made.name}`, () => {
      const bytes = bytesOf(made.name);
      const expected = refusalsOf(made, digestOf(bytesOf(first.name)), digestOf(bytes));
      const bundles = Object.values(recordedZip(made.name).bundles);
      expect(verify(bytes, bundles)).to.deep.equal(expected);
    });
  }

  it("[§15] is refused where its bytes are others than the release names", () => {
    const bytes = bytesOf(first.name);
    const altered = Buffer.concat([bytes, Buffer.from([0])]);
    const bundles = Object.values(recordedZip(first.name).bundles);
    expect(verify(altered, bundles, digestOf(bytes))).to.deep.equal({
      signature: `digest is "${digestOf(altered)}": expected ${digestOf(bytes)}`,
    });
  });
});
