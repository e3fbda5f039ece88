import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import {
  mayReachProd,
  parseRelease,
  releaseId,
  releaseText,
} from "../../../../delivery/decisions/release/release";
import { InvalidInput } from "../../../../infra/problems";
import { manifest } from "./fixture";

describe("a release's manifest", () => {
  it("is canonical JSON, whatever the order of its keys", () => {
    const text = releaseText(parseRelease(manifest()));
    // RFC 8785, section 3.2: keys sorted, no white space.
    expect(text).to.match(
      /^\{"app":"Neurocipher","artifacts":\[\{"digest":"sha256:a+","provenance":/,
    );
    expect(text).not.to.match(/": |, "/);
    const reversed = Object.fromEntries(Object.entries(manifest()).reverse());
    expect(releaseText(parseRelease(reversed))).to.equal(text);
  });

  it("[§5] is known by the SHA-256 of its text", () => {
    const release = parseRelease(manifest());
    const hash = createHash("sha256").update(releaseText(release)).digest("hex");
    expect(releaseId(release)).to.equal(`sha256:${hash}`);
    expect(releaseId(parseRelease(manifest({ commit: "e".repeat(40) })))).not.to.equal(
      `sha256:${hash}`,
    );
  });

  it("[§5] reaches prod unless it is a pre-release", () => {
    expect(mayReachProd(parseRelease(manifest()))).to.equal(true);
    expect(mayReachProd(parseRelease(manifest({ version: "v1.4.0-rc.1" })))).to.equal(false);
  });

  it("is refused with every problem, unknown fields among them", () => {
    const wrong = {
      ...manifest(),
      version: "1.4",
      workload: "Billing",
      commit: "c0ffee",
      extra: 1,
    };
    expect(() => parseRelease(wrong))
      .to.throw(InvalidInput)
      .with.property("problems")
      .that.deep.equals([
        'version is "1.4": expected a SemVer tag such as "v1.4.0" or "v1.4.0-rc.1"',
        'workload is "Billing": expected lower-case words joined by single dashes, a letter first',
        'commit is "c0ffee": expected 40 hex digits',
        "extra is 1: expected no such field",
      ]);
  });

  it("[§15] names its artifacts by digest, each with an SBOM and provenance", () => {
    const [image] = manifest().artifacts;
    const byTag = { ...image, digest: "v1.4.0" };
    const { sbom: _, ...bare } = { sbom: undefined, ...image };
    expect(() => parseRelease({ ...manifest(), artifacts: [byTag] })).to.throw(
      'artifacts[0].digest is "v1.4.0": expected "sha256:" and 64 hex digits',
    );
    expect(() => parseRelease({ ...manifest(), artifacts: [bare] })).to.throw(
      "artifacts[0].sbom is missing",
    );
    expect(() => parseRelease({ ...manifest(), artifacts: [] })).to.throw("artifacts is []");
  });

  it("is a manifest or a user's mistake, whatever is read", () => {
    const keys = Object.keys(manifest());
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        try {
          const read = parseRelease({ ...manifest(), [key]: value });
          expect(parseRelease(JSON.parse(releaseText(read)))).to.deep.equal(read);
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidInput);
        }
      }),
    );
  });
});
