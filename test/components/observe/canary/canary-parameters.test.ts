import { expect } from "chai";
import { syntheticsLibrary } from "../../../../components/observe/canary/canary-parameters";

describe("syntheticsLibrary", () => {
  const cases: [runtime: string, library: string | undefined][] = [
    ["syn-nodejs-puppeteer-17.0", "@aws/synthetics-puppeteer"],
    ["syn-nodejs-puppeteer-13.1", "@aws/synthetics-puppeteer"],
    ["syn-nodejs-puppeteer-13.0", undefined],
    ["syn-nodejs-puppeteer-9.1", undefined],
    ["syn-nodejs-3.1", "@aws/synthetics-core"],
    ["syn-nodejs-5.1", "@aws/synthetics-core"],
    ["syn-nodejs-3.0", undefined],
    ["syn-python-selenium-6.0", undefined],
  ];
  for (const [runtime, library] of cases) {
    it(`of ${runtime} is ${library ?? "none that the script knows"}`, () => {
      expect(syntheticsLibrary(runtime)).to.equal(library);
    });
  }
});
