import { expect } from "chai";
import { versionProblem } from "../../../tools/setup/node-version.mjs";

describe("the version of Node", () => {
  for (const version of ["20.19.0", "20.20.2", "22.12.0", "24.0.0", "26.1.0"]) {
    it(`${version} is taken`, () => {
      expect(versionProblem(version)).to.equal(undefined);
    });
  }

  for (const version of ["12.22.0", "18.20.4", "20.18.3", "21.7.0", "22.11.0", "23.11.0"]) {
    it(`${version} is refused with what is expected`, () => {
      expect(versionProblem(version)).to.equal(
        `node is ${version}: expected 20.19 or a later 20, 22.12 or a later 22, or 24 and later`,
      );
    });
  }
});
