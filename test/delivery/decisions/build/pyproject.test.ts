import { expect } from "chai";
import { checkPyproject } from "../../../../delivery/decisions/build/pyproject";

const check = (text: string) => () => checkPyproject("pyproject.toml", text);

describe("a Python project", () => {
  it("is built by one version of hatchling", () => {
    const text =
      '[build-system]\nrequires = ["hatchling==1.27.0"]\nbuild-backend = "hatchling.build"\n';
    expect(check(text)).not.to.throw();
  });

  it("is refused with everything that may build other bytes", () => {
    const text =
      '[build-system]\nrequires = ["hatchling>=1", "hatch-vcs"]\nbuild-backend = "setuptools.build_meta"\n';
    expect(check(text)).to.throw(
      [
        "pyproject.toml:",
        '  build-system.build-backend is "setuptools.build_meta": expected "hatchling.build"',
        '  build-system.requires is ["hatchling>=1","hatch-vcs"]: expected one version of hatchling alone, such as ["hatchling==1.27.0"]',
      ].join("\n"),
    );
    expect(check("a =")).to.throw(/^pyproject.toml:\n {2}text is ".+": expected TOML$/);
    expect(check("")).to.throw("pyproject.toml:\n  build-system is missing: expected");
  });
});
