import { expect } from "chai";
import type { ArtifactVerification } from "../../../../../delivery/decisions/gates/facts";
import { attestationsGate } from "../../../../../delivery/decisions/gates/release/attestations";
import { parseRelease } from "../../../../../delivery/decisions/release/release";
import { manifest } from "../../release/fixture";
import { ask, CANNOT_KNOW } from "../ask";

const IMAGE = `sha256:${"a".repeat(64)}`;
const verified = { state: "verified", identity: "promote.yml" } as const;
const refused = (why: string) => ({ state: "refused", why }) as const;
const verification = (fields: Partial<ArtifactVerification> = {}): ArtifactVerification => ({
  digest: IMAGE,
  signature: verified,
  provenance: verified,
  sbom: verified,
  ...fields,
});
const given = (...verifications: ArtifactVerification[]) =>
  ask(attestationsGate, { verifications });

describe("the gate of attestations", () => {
  it("[§15] passes where all three of every artifact are verified", () => {
    expect(given(verification())).to.deep.equal({ kind: "pass", reasons: [`Verified: ${IMAGE}.`] });
  });

  it("[§15] refuses each that is refused, with the reason", () => {
    const all = verification({
      signature: refused("signed by evil.yml"),
      provenance: refused("built from another repository"),
      sbom: refused("there is none"),
    });
    expect(given(all)).to.deep.equal({
      kind: "fail",
      reasons: [
        `The signature of the image ${IMAGE} is refused: signed by evil.yml.`,
        `The provenance of the image ${IMAGE} is refused: built from another repository.`,
        `The sbom of the image ${IMAGE} is refused: there is none.`,
      ],
    });
    expect(given(verification(), all).kind).to.equal("fail");
  });

  it("refuses an artifact that nobody has verified", () => {
    const other = verification({ digest: `sha256:${"9".repeat(64)}` });
    expect(given(other)).to.deep.equal({
      kind: "fail",
      reasons: [`Nobody has verified the image ${IMAGE}.`],
    });
  });

  it("asks no SBOM of a Terraform plan, and of everything else", () => {
    const without = { sbom: { state: "not-needed" } } as const;
    expect(given(verification(without))).to.deep.equal({
      kind: "fail",
      reasons: [`The sbom of the image ${IMAGE} was not looked for.`],
    });
    const sha256 = "f".repeat(64);
    const plan = { type: "terraform-plan", environment: "prod", key: "plan", sha256 } as const;
    const release = parseRelease(manifest({ kind: "terraform", artifacts: [plan] }));
    const verifications = [verification({ ...without, digest: `sha256:${sha256}` })];
    expect(ask(attestationsGate, { verifications }, { release }).kind).to.equal("pass");
  });

  it("fails where it cannot know", () => {
    expect(ask(attestationsGate, {})).to.deep.equal(CANNOT_KNOW);
  });
});
