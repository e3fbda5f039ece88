import { expect } from "chai";
import {
  checkWheel,
  packageName,
  pythonVersion,
} from "../../../../delivery/decisions/release/wheel";

describe("a wheel of a release", () => {
  it("[§2] has Python's normal form of the tag as its version", () => {
    // What Python's own library `packaging` answers for each: str(Version("1.4.0-rc.1")).
    const normal = {
      "v1.4.0": "1.4.0",
      "v1.4.0-rc.1": "1.4.0rc1",
      "v1.4.0-rc1": "1.4.0rc1",
      "v1.4.0-alpha": "1.4.0a0",
      "v1.4.0-beta.2": "1.4.0b2",
      "v1.4.0-preview.3": "1.4.0rc3",
      "v1.4.0-foo.1": undefined,
      "v1.4.0-rc.1.2": undefined,
    };
    for (const [tag, want] of Object.entries(normal)) {
      expect(pythonVersion(tag), tag).to.equal(want);
    }
  });

  it("[§2] has its workload's name, as indexes compare names", () => {
    // The example of "Names and normalization" of Python's packaging guide.
    for (const each of ["friendly-bard", "Friendly-Bard", "FRIENDLY-BARD", "friendly.bard"]) {
      expect(packageName(each)).to.equal("friendly-bard");
    }
    for (const each of ["friendly_bard", "friendly--bard", "FrIeNdLy-._.-bArD"]) {
      expect(packageName(each)).to.equal("friendly-bard");
    }
    checkWheel({ name: "audit_queue", version: "1.4.0" }, "audit-queue", "v1.4.0");
  });

  it("has any version in a build of main, which goes into no index", () => {
    checkWheel({ name: "audit-queue", version: "1.3.0" }, "audit-queue", "v0.0.0-main.77.1");
  });

  it("is refused for every reason at once", () => {
    const check = () =>
      checkWheel({ name: "digest", version: "1.3.0" }, "audit-queue", "v1.4.0-foo.1");
    expect(check).to.throw(
      "the wheel:\n" +
        '  name is "digest": expected audit-queue, the workload\'s\n' +
        '  version is "1.3.0": expected a tag that Python has a version for, such as v1.4.0 or ' +
        "v1.4.0-rc.1, and not v1.4.0-foo.1",
    );
  });
});
