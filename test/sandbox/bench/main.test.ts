import { spawnSync } from "node:child_process";
import { expect } from "chai";

const run = (...words: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "sandbox/bench/main.ts", ...words], {
    encoding: "utf8",
  });

describe("npm run bench", () => {
  it("refuses what it cannot do with one message, and starts nothing", () => {
    const { status, stdout, stderr } = run("catalog", "qa", "--sizes", "100");
    expect(stderr).to.equal(
      'arguments:\n  environment is "qa": expected one of dev, stg, prod\n' +
        '  sizes is "100": expected two or more whole numbers from 10 to 1000, such as 10,100\n',
    );
    expect([status, stdout]).to.deep.equal([1, ""]);
  });

  it("tells how it is used", () => {
    const { status, stdout } = run("--help");
    expect(stdout).to.match(/^npm run bench -- catalog \[dev\|stg\|prod\] \[--sizes 10,100\]$/m);
    expect(status).to.equal(0);
  });
});
