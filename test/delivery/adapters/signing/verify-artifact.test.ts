import { expect } from "chai";
import { CASES } from "../../../supply-chain/support/cases";
import { readRecorded } from "../../../supply-chain/support/recorded";
import { refusedParts } from "../../../supply-chain/support/verdicts";

const { trustedRoot, images } = readRecorded();

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
