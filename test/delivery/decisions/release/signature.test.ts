import { expect } from "chai";
import { parseRelease, releaseId } from "../../../../delivery/decisions/release/release";
import { signatureProblems } from "../../../../delivery/decisions/release/signature";
import { manifest } from "./fixture";

const RELEASE = parseRelease(manifest());
const ID = releaseId(RELEASE);
const SIGNER = "neurocipher/nc-platform/.github/workflows/release.yml@refs/heads/main";
const SIGNED = {
  subjects: ["0".repeat(64), ID.slice("sha256:".length)],
  identity: SIGNER,
  repositoryId: 1001,
};

describe("the signature of a release", () => {
  it("[§15] is of this release, by the workflow that is asked for, in a run of its repository", () => {
    expect(signatureProblems(RELEASE, SIGNED, SIGNER)).to.deep.equal([]);
    expect(signatureProblems(RELEASE, { ...SIGNED, identity: "any" })).to.deep.equal([]);
  });

  it("[§15] is refused with every problem", () => {
    const other = { subjects: ["1".repeat(64)], identity: "eve/x", repositoryId: 7 };
    expect(signatureProblems(RELEASE, other, SIGNER)).to.deep.equal([
      `subject is ["${"1".repeat(64)}"]: expected ${ID}`,
      "repositoryId is 7: expected 1001",
      `signer is "eve/x": expected ${SIGNER}`,
    ]);
  });
});
