import { expect } from "chai";
import { testSandbox } from "../support/sandbox";

const FIXTURE = "test/sandbox/fixtures/late-value.ts";

describe("a bad value that only `up` can know", function () {
  this.timeout("5 minutes");
  const sandbox = testSandbox();
  after(() => sandbox.remove());

  it("passes a preview", async () => {
    const run = await sandbox.run(["preview", "dev"], FIXTURE);
    expect(run.stdout, run.stderr).to.match(/, 0 violations\n$/);
    expect(run.code).to.equal(0);
  });

  it("is refused by up, which does not make the resource", async () => {
    const run = await sandbox.run(["up", "dev"], FIXTURE);
    expect(run.stdout, run.stderr).to.match(
      /violation: data-is-encrypted-with-our-key: queue [^]*kmsMasterKeyId is arn:aws:sns:/,
    );
    expect(run.stdout).to.not.match(/\+ 1 +aws:sqs\/queue:Queue/);
    expect(run.code).to.equal(1);
  });
});
