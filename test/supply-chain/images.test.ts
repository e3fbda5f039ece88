import { expect } from "chai";
import { bundlesOfImage } from "../../delivery/adapters/oci/referrers";
import { CASES, type Part } from "./support/cases";
import { RELEASE_RUN } from "./support/release-run";
import { PARTS, refusedParts } from "./support/verdicts";
import {
  makeImage,
  repositoryOf,
  trustedRootOf,
  type Workshop,
  workshopFor,
} from "./support/workshop";

/** Types of what is attested, as cosign names them. */
const COSIGN_TYPES = {
  signature: "signature",
  provenance: "slsaprovenance1",
  sbom: "spdxjson",
} as const;

describe("an image that was signed by cosign, keyless", () => {
  let workshop: Workshop;
  const digests = new Map<string, string>();

  before(async function () {
    workshop = await workshopFor(this);
    const [first, ...others] = CASES;
    const good = first === undefined ? "" : await makeImage(workshop, first);
    digests.set(first?.name ?? "", good);
    for (const each of others) digests.set(each.name, await makeImage(workshop, each, good));
  });
  after(() => workshop?.stop());

  const expectedOf = (refused: Partial<Record<Part, string>>, own: string) => {
    const good = digests.get(CASES[0]?.name ?? "") ?? "";
    const texts = Object.entries(refused).map(([part, why]) => [
      part,
      why.replace("<good>", good).replace("<own>", own),
    ]);
    return Object.fromEntries(texts);
  };

  for (const { name, refused, cosignTakes = [] } of CASES) {
    const verdict = Object.keys(refused).length === 0 ? "is verified" : "is refused";
    it(`[§15] ${verdict}: ${name}`, async () => {
      const digest = digests.get(name) ?? "";
      const repository = { host: workshop.stg.host, name: "billing", scheme: "http" } as const;
      const bundles = await bundlesOfImage(repository, digest);
      const found = refusedParts(trustedRootOf(workshop), digest, bundles);
      expect(found).to.deep.equal(expectedOf(refused, digest));

      const image = `${repositoryOf(workshop)}@${digest}`;
      for (const part of PARTS) {
        const { ok, stderr } = await workshop.cosign.verify(image, COSIGN_TYPES[part], RELEASE_RUN);
        const agrees = refused[part] === undefined || cosignTakes.includes(part);
        expect(ok, `cosign on the ${part}: ${stderr}`).to.equal(agrees);
      }
    });
  }
});
