import { expect } from "chai";
import { type Ended, testSandbox } from "../support/sandbox";

const FIXTURE = "test/engine/fixtures/late-value.ts";

/** What is late: what `up` says of it, and the line that would say that it was made. */
const LATE = {
  queue: {
    says: /violation: data-uses-customer-managed-key: queue [\s\S]*kmsMasterKeyId is arn:aws:sns:/,
    made: /\+ 1 +aws:sqs\/queue:Queue/,
  },
  // Unknown as a whole text, in which one part is not known.
  task: {
    says: /violation: image-is-by-digest: task [\s\S]*image of own is arn:aws:sns:\S*:latest/,
    made: /\+ 1 +aws:ecs\/taskDefinition:TaskDefinition/,
  },
};

describe("a bad value that only `up` can know", () => {
  const planned = testSandbox();
  let preview: Ended;
  before(async () => {
    preview = await planned.run(["preview", "dev"], FIXTURE, { NC_LATE: "queue task" });
  });
  after(() => planned.remove());

  for (const [late, { says, made }] of Object.entries(LATE)) {
    describe(`of a ${late}`, () => {
      const sandbox = testSandbox();
      after(() => sandbox.remove());

      it("passes a preview", () => {
        expect(preview.stdout, preview.stderr).to.match(made);
        expect(preview.stdout, preview.stderr).to.match(/, 0 violations\n$/);
        expect(preview.code).to.equal(0);
      });

      it("is refused by up, which does not make the resource", async () => {
        const run = await sandbox.run(["up", "dev"], FIXTURE, { NC_LATE: late });
        expect(run.stdout, run.stderr).to.match(says);
        expect(run.stdout).to.not.match(made);
        expect(run.code).to.equal(1);
      });
    });
  }
});
