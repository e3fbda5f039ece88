import { expect } from "chai";
import { sigstoreVerification } from "../../../../delivery/adapters/signing/sigstore-verification";
import { verifierOf } from "../../../../delivery/adapters/signing/trusted-root";
import { ISSUER } from "../../../../sandbox/supply-chain/fulcio-config";
import { CASES } from "../../../supply-chain/support/cases";
import { readRecorded } from "../../../supply-chain/support/recorded";
import { RELEASE_RUN } from "../../../supply-chain/support/release-run";

const { trustedRoot, images } = readRecorded();

/** Bundles of a case: what `cosign sign` and `cosign attest` have made. */
const bundlesOf = (name: string) => images[name]?.bundles ?? [];
const [first = "", second = ""] = bundlesOf(CASES[0]?.name ?? "");
const [selfHosted = ""] = bundlesOf("signed on a runner of somebody's own");
const [withKey = ""] = bundlesOf("signed with a key");

/** A bundle with one thing changed in it. */
function changed(bundle: string, change: (json: ReturnType<typeof JSON.parse>) => void): string {
  const json = JSON.parse(bundle);
  change(json);
  return JSON.stringify(json);
}

const verify = (bundle: string, root = trustedRoot) =>
  sigstoreVerification(verifierOf(root), ISSUER)
    .verify(bundle)
    .then(
      () => "",
      (error: Error) => error.message,
    );

const VOUCHED = "expected what the trusted root vouches for";

describe("a signed statement", () => {
  it("[§15] says what was signed, and who signed it in whose run", async () => {
    const verified = await sigstoreVerification(verifierOf(trustedRoot), ISSUER).verify(first);
    expect(verified).to.deep.include({ identity: RELEASE_RUN.workflow, repositoryId: 812345678 });
    const payload = JSON.parse(first).dsseEnvelope.payload;
    expect(verified.statement).to.equal(Buffer.from(payload, "base64").toString("utf8"));
  });

  const refused: [why: string, bundle: string, problem: string][] = [
    ["text that is no bundle", "{", 'text is "{": expected a Sigstore bundle, JSON'],
    [
      "a changed statement",
      changed(first, (json) => {
        json.dsseEnvelope.payload = JSON.parse(second).dsseEnvelope.payload;
      }),
      `signature is "signature verification failed": ${VOUCHED}`,
    ],
    [
      "a statement without its timestamp",
      changed(first, ({ verificationMaterial }) => {
        verificationMaterial.timestampVerificationData = {};
      }),
      `timestamp is "expected 1 timestamps, got 0": ${VOUCHED}`,
    ],
    [
      "a timestamp of another signature",
      changed(first, (json) => {
        const { timestampVerificationData } = JSON.parse(second).verificationMaterial;
        json.verificationMaterial.timestampVerificationData = timestampVerificationData;
      }),
      `timestamp is "timestamp could not be verified": ${VOUCHED}`,
    ],
    [
      "a statement by another certificate",
      changed(second, (json) => {
        json.verificationMaterial.certificate = JSON.parse(first).verificationMaterial.certificate;
      }),
      // Either that certificate was not valid when the statement was signed, or its key has not signed it.
      VOUCHED,
    ],
    [
      "another type of payload",
      changed(first, ({ dsseEnvelope }) => {
        dsseEnvelope.payloadType = "text/plain";
      }),
      'payload type is "text/plain": expected application/vnd.in-toto+json',
    ],
    [
      "two signatures",
      changed(first, ({ dsseEnvelope }) => {
        dsseEnvelope.signatures.push(dsseEnvelope.signatures[0]);
      }),
      "expected a Sigstore bundle, JSON",
    ],
    [
      "a certificate that cannot be read",
      changed(first, ({ verificationMaterial }) => {
        verificationMaterial.certificate.rawBytes = "AAAA";
      }),
      VOUCHED,
    ],
    ["a key", withKey, 'signer is "a key": expected a certificate'],
    ["a job on a runner of its own", selfHosted, 'runner is "self-hosted": expected github-hosted'],
  ];
  for (const [why, bundle, problem] of refused) {
    it(`[§15] is refused: ${why}`, async () => {
      expect(await verify(bundle)).to.include(problem);
    });
  }

  it("[§15] is refused: by a token of another issuer", async () => {
    const verification = sigstoreVerification(verifierOf(trustedRoot));
    const message = await verification.verify(first).then(String, (error: Error) => error.message);
    expect(message).to.equal(
      `the signer:\n  token issuer is "${ISSUER}": expected https://token.actions.githubusercontent.com`,
    );
  });

  it("[§15] is refused: by services that the root does not name", async () => {
    const root = JSON.parse(trustedRoot);
    const { certificateAuthorities, timestampAuthorities } = root;
    const foreign = { ...root, certificateAuthorities: timestampAuthorities };
    expect(await verify(first, JSON.stringify(foreign))).to.match(/\n {2}certificate is "/);
    const untimed = { ...root, timestampAuthorities: certificateAuthorities };
    expect(await verify(first, JSON.stringify(untimed))).to.match(/\n {2}timestamp is "/);
  });
});

describe("a trusted root", () => {
  const cases: [why: string, text: string, problem: string][] = [
    ["no JSON", "{", "text is"],
    ["of no type", "{}", 'mediaType is ""'],
    ["without authorities", "{}", "timestampAuthorities is []: expected one or more"],
  ];
  for (const [why, text, problem] of cases) {
    it(`is refused: ${why}`, () => {
      expect(() => verifierOf(text)).to.throw(problem);
    });
  }
});
