import { expect } from "chai";
import { strToU8, zipSync } from "fflate";
import { wheelMetadata, wheelUpload } from "../../../../delivery/decisions/build/wheel-metadata";
import { wheelOf } from "../../../../sandbox/supply-chain/wheel";

describe("what is in a wheel", () => {
  it("[§2] says its name and version, and what an index is told", () => {
    const wheel = wheelOf("audit_queue", "1.4.0");
    expect(wheelMetadata(wheel)).to.deep.equal({ name: "audit-queue", version: "1.4.0" });
    // Names of the fields: PyPI docs, "Upload API", and what twine 6 sends.
    expect(wheelUpload(wheel)).to.deep.equal({
      fileName: "audit_queue-1.4.0-py3-none-any.whl",
      fields: [
        ["filetype", "bdist_wheel"],
        ["pyversion", "py3"],
        ["metadata_version", "2.4"],
        ["name", "audit-queue"],
        ["version", "1.4.0"],
        ["summary", "Totals"],
        ["requires_python", ">=3.10"],
        ["requires_dist", "boto3>=1"],
        ["requires_dist", 'attrs; extra == "x"'],
      ],
    });
  });

  it("gives one name to several tags", () => {
    // The example of "Binary distribution format": distribution-1.0-1-py27-none-any.whl, and PEP 425's compressed sets.
    const tags = ["py2-none-any", "py3-none-any"];
    const { fileName } = wheelUpload(wheelOf("audit_queue", "1.4.0", { tags }));
    expect(fileName).to.equal("audit_queue-1.4.0-py2.py3-none-any.whl");
  });

  it("is refused with every problem where it is no wheel", () => {
    const nothing = zipSync({ "a.txt": strToU8("a") });
    expect(() => wheelUpload(nothing)).to.throw(/the wheel's WHEEL:\n {2}folder .*\n {2}tags /);
  });
});
