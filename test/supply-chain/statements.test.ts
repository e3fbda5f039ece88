import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { provenancePredicate } from "../../delivery/adapters/signing/provenance";
import { sigstoreSigning } from "../../delivery/adapters/signing/sigstore-signing";
import { sigstoreVerification } from "../../delivery/adapters/signing/sigstore-verification";
import { PREDICATES } from "../../delivery/adapters/signing/statement";
import { verifierOf } from "../../delivery/adapters/signing/trusted-root";
import { ISSUER } from "../../sandbox/supply-chain/fulcio-config";
import { RELEASE_RUN } from "./support/release-run";
import { trustedRootOf, type Workshop, workshopFor } from "./support/workshop";

describe("a statement that nc signs, keyless", () => {
  let workshop: Workshop;

  before(async function () {
    workshop = await workshopFor(this);
  });
  after(() => workshop?.stop());

  it("[§15] is verified by nc and by cosign", async () => {
    const path = join(workshop.folder, "plan.json");
    writeFileSync(path, "a plan");
    const sha256 = createHash("sha256").update("a plan").digest("hex");
    const build = { ...RELEASE_RUN, path: ".github/workflows/release.yml" };
    const statement = JSON.stringify({
      _type: "https://in-toto.io/Statement/v1",
      subject: [{ name: "plan.json", digest: { sha256 } }],
      predicateType: PREDICATES.provenance,
      predicate: provenancePredicate({ ...build, run: { id: 9001, attempt: 1 } }),
    });
    const { urls } = workshop;
    const signing = sigstoreSigning({
      fulcioUrl: urls.fulcio,
      timestampUrl: urls.timestamps,
      token: async () => workshop.token(RELEASE_RUN),
    });
    const bundle = await signing.sign(statement);

    const verification = sigstoreVerification(verifierOf(trustedRootOf(workshop)), ISSUER);
    expect(await verification.verify(bundle)).to.deep.equal({
      statement,
      identity: "neurocipher/nc-platform/.github/workflows/release.yml@refs/heads/main",
      repositoryId: 812345678,
    });
    const file = `${path}.sigstore.json`;
    writeFileSync(file, bundle);
    const { cosign } = workshop;
    const answer = await cosign.verifyBlobAttestation(path, "slsaprovenance1", file, RELEASE_RUN);
    expect(answer.ok, answer.stderr).to.equal(true);
  });

  it("[§15] is not signed for a token that Fulcio does not take", async () => {
    const { urls } = workshop;
    const signing = sigstoreSigning({
      fulcioUrl: urls.fulcio,
      timestampUrl: urls.timestamps,
      token: async () => `${workshop.token(RELEASE_RUN).slice(0, -4)}AAAA`,
    });
    const message = await signing.sign("{}").then(String, (error: Error) => error.message);
    expect(message).to.match(/^signing the statement:\n {2}CA_CREATE_SIGNING_CERTIFICATE_ERROR: /);
  });
});
