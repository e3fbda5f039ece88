import { expect } from "chai";
import { type Signed, signerOf } from "../../../../delivery/decisions/release/signers";

const PLATFORM = { organization: "neurocipher", repository: "nc-platform" };

describe("the signer of each kind", () => {
  const SIGNERS: Record<Signed, string> = {
    image: "release.yml",
    zip: "release.yml",
    wheel: "release.yml",
    manifest: "release.yml",
    "terraform-plan": "terraform.yml",
    bake: "promote.yml",
  };
  for (const [signed, file] of Object.entries(SIGNERS) as [Signed, string][]) {
    it(`[§15] of ${signed} is ${file} of the platform at main`, () => {
      expect(signerOf(signed, PLATFORM)).to.equal(
        `neurocipher/nc-platform/.github/workflows/${file}@refs/heads/main`,
      );
    });
  }
});
