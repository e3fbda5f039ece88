import { expect } from "chai";
import { testSandbox } from "../support/sandbox";

const FIXTURE = "test/engine/fixtures/late-contract.ts";

describe("a contract with releases that only `up` can know, and that does not fit", () => {
  const sandbox = testSandbox();
  after(() => sandbox.remove());

  it("ends the update with one message, after the preview has passed, and leaves nothing running", async () => {
    const preview = await sandbox.run(["preview", "dev", "--json"], FIXTURE);
    expect(preview.code, preview.stdout).to.equal(0);

    const up = await sandbox.run(["up", "dev", "--json"], FIXTURE);
    const { environments } = JSON.parse(up.stdout);
    const { errors } = environments[0];
    expect(up.code).to.equal(1);
    expect(errors, up.stdout).to.have.length(1);
    expect(errors[0]).to.match(
      /the release contract of ingest-worker in dev:\n {2}size is \d+: expected at most 4096 bytes/,
    );
    expect(errors[0]).to.not.contain("    at ");
    expect(up.stdout).to.not.contain("ssm/parameter:Parameter");
    expect(sandbox.processes() ?? []).to.deep.equal([]);
  });
});
