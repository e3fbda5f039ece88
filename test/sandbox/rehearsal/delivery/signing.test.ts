import { expect } from "chai";
import { parseRelease } from "../../../../delivery/decisions/release/release";
import {
  attestation,
  PREDICATE_TYPES,
  rehearsedAttestations,
} from "../../../../sandbox/rehearsal/delivery/attestations";
import {
  rehearsedSigning,
  rehearsedVerification,
} from "../../../../sandbox/rehearsal/delivery/signing";
import { manifest } from "../../../delivery/decisions/release/fixture";
import { testApi } from "../../api/support/test-api";

const BUILDER = {
  identity: "nc/platform/.github/workflows/release.yml@refs/heads/main",
  repositoryId: 1001,
};
const DIGEST = `sha256:${"a".repeat(64)}`;
const RELEASE = parseRelease(manifest());

describe("signatures of the rehearsal", () => {
  const api = testApi(() => {});
  const verification = () => rehearsedVerification(api.world);
  const signed = (digest: string, signer = BUILDER) =>
    Promise.all(
      Object.values(PREDICATE_TYPES).map((type) =>
        rehearsedSigning(api.world, signer).sign(attestation(digest, type)),
      ),
    );
  const verified = async (bundles: readonly string[]) => {
    const signers = () => BUILDER;
    const of = rehearsedAttestations(verification(), bundles, signers, "stg");
    const [, found] = await of.of(RELEASE);
    return found;
  };

  it("are verified after another process has opened the accounts", async () => {
    const bundle = await rehearsedSigning(api.world, BUILDER).sign('{"a":1}');
    const found = await rehearsedVerification(api.reopen()).verify(bundle);
    expect(found).to.deep.equal({ statement: '{"a":1}', ...BUILDER });
  });

  for (const [what, change] of [
    ["another payload", (each: Envelope) => ({ ...each, payload: btoa('{"a":2}') })],
    [
      "another signer",
      (each: Envelope) => ({ ...each, signatures: [{ ...each.signatures[0], keyid: "evil 1" }] }),
    ],
    ["no signature", (each: Envelope) => ({ ...each, signatures: [] })],
  ] as const) {
    it(`are refused with ${what}`, async () => {
      const { dsseEnvelope } = JSON.parse(
        await rehearsedSigning(api.world, BUILDER).sign('{"a":1}'),
      );
      const answer = await verification()
        .verify(JSON.stringify({ dsseEnvelope: change(dsseEnvelope) }))
        .catch((error: Error) => error.name);
      expect(answer).to.equal("InvalidInput");
    });
  }

  it("[§15] of an artifact are verified where its builder has signed all three for its digest", async () => {
    const ok = { state: "verified", identity: BUILDER.identity };
    expect(await verified(await signed(DIGEST))).to.deep.equal({
      digest: DIGEST,
      signature: ok,
      provenance: ok,
      sbom: ok,
    });
  });

  it("[§15] of an artifact are refused of another digest, workflow or repository, and where one is missing", async () => {
    const other = `sha256:${"b".repeat(64)}`;
    const stateOf = async (bundles: readonly string[]) => (await verified(bundles))?.sbom.state;
    expect(await stateOf(await signed(other))).to.equal("refused");
    expect(await stateOf(await signed(DIGEST, { ...BUILDER, identity: "evil" }))).to.equal(
      "refused",
    );
    expect(await stateOf(await signed(DIGEST, { ...BUILDER, repositoryId: 2 }))).to.equal(
      "refused",
    );
    const missing = (await signed(DIGEST)).slice(0, 2);
    expect(await verified(missing)).to.deep.include({
      sbom: { state: "refused", why: "there is none" },
    });
  });
});

interface Envelope {
  readonly payload: string;
  readonly signatures: readonly object[];
}
