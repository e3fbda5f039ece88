import { expect } from "chai";
import type { ArtifactVerification } from "../../../../../delivery/decisions/gates/facts";
import { attestationsGate } from "../../../../../delivery/decisions/gates/release/attestations";
import { parseRelease } from "../../../../../delivery/decisions/release/release";
import { manifest } from "../../release/fixture";
import { ask, CANNOT_KNOW } from "../ask";
import { SUBJECT } from "../subjects";

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
const none = { state: "not-needed" } as const;
const MANIFEST: ArtifactVerification = {
  digest: SUBJECT.digest,
  signature: verified,
  provenance: none,
  sbom: none,
};
const given = (...verifications: ArtifactVerification[]) =>
  ask(attestationsGate, { verifications: [MANIFEST, ...verifications] });

const planOf = (environment: "stg" | "prod", digit: string) =>
  ({ type: "terraform-plan", environment, key: "plan", sha256: digit.repeat(64) }) as const;

describe("the gate of attestations", () => {
  it("[§15] passes where all three of every artifact are verified", () => {
    expect(given(verification())).to.deep.equal({
      kind: "pass",
      reasons: [`Verified: ${IMAGE}, and the manifest ${SUBJECT.digest}.`],
    });
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

  it("[§15] refuses a manifest that is not signed, or that nobody has verified", () => {
    const unsigned = { ...MANIFEST, signature: refused("there is none") };
    expect(ask(attestationsGate, { verifications: [unsigned, verification()] })).to.deep.equal({
      kind: "fail",
      reasons: [`The signature of the manifest ${SUBJECT.digest} is refused: there is none.`],
    });
    expect(ask(attestationsGate, { verifications: [verification()] })).to.deep.equal({
      kind: "fail",
      reasons: [`Nobody has verified the manifest ${SUBJECT.digest}.`],
    });
  });

  it("asks no SBOM of a Terraform plan, and all of everything else", () => {
    for (const part of ["provenance", "sbom"] as const) {
      expect(given(verification({ [part]: none })).reasons).to.deep.equal([
        `The ${part} of the image ${IMAGE} was not looked for.`,
      ]);
    }
    const plan = planOf("prod", "f");
    const release = parseRelease(manifest({ kind: "terraform", artifacts: [plan] }));
    const found = verification({ sbom: none, digest: `sha256:${plan.sha256}` });
    const verifications = [MANIFEST, found];
    expect(ask(attestationsGate, { verifications }, { release }).kind).to.equal("pass");
    const unsigned = [MANIFEST, { ...found, provenance: none }];
    expect(ask(attestationsGate, { verifications: unsigned }, { release }).kind).to.equal("fail");
  });

  it("[§6] asks for the Terraform plan of its own environment, and for no other", () => {
    const artifacts = [planOf("stg", "7"), planOf("prod", "f")];
    const release = parseRelease(manifest({ kind: "terraform", artifacts }));
    const own = verification({ sbom: none, digest: `sha256:${"f".repeat(64)}` });
    const verifications = [MANIFEST, own];
    const answer = (environment: "stg" | "prod", of = release) =>
      ask(attestationsGate, { verifications }, { release: of, environment });
    expect(answer("prod").kind).to.equal("pass");
    expect(answer("stg").reasons).to.deep.equal([
      `Nobody has verified the terraform-plan sha256:${"7".repeat(64)}.`,
    ]);
    const prodOnly = parseRelease(
      manifest({ kind: "terraform", artifacts: [planOf("prod", "f")] }),
    );
    expect(answer("stg", prodOnly)).to.deep.equal({
      kind: "fail",
      reasons: ["There is no artifact for stg."],
    });
  });

  it("fails where it cannot know", () => {
    expect(ask(attestationsGate, {})).to.deep.equal(CANNOT_KNOW);
  });
});
