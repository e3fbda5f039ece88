import { expect } from "chai";
import { parseWorkload } from "../../../infra/catalog/parse";
import { checkAgent, hasAgent } from "../../../infra/flags/agent";
import { InvalidInput } from "../../../infra/problems";
import { workload as api } from "../../fixtures/catalog/api-adapter";
import { workload as digest } from "../../fixtures/catalog/audit-digest";
import { workload as queue } from "../../fixtures/catalog/audit-queue";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";
import { settingsOf } from "../../support/contexts";

const flags = { "new-parser": { description: "New.", enabled: true } };
const read = (entry: typeof api, changes: object = {}) =>
  parseWorkload({ ...entry, ...changes }, entry.name);

describe("the agent that reads flags", () => {
  const cases = [
    ["a service", read(ingest, { flags }), true],
    ["a service without flags", read(ingest, { flags: {} }), false],
    ["a worker", read(queue, { flags }), true],
    ["a job that is a task", read(digest, { flags }), true],
    ["a function, which has a layer", read(api, { flags }), false],
  ] as const;
  for (const [what, workload, want] of cases) {
    it(`[§10] ${want ? "is" : "is not"} beside ${what}`, () => {
      expect(hasAgent(workload)).to.equal(want);
    });
  }

  it("[§10] needs an image only where a container has flags", () => {
    const none = settingsOf("prod", { appConfigAgent: {} });
    checkAgent([read(api, { flags }), read(ingest, { flags: {} })], none);
    checkAgent([read(ingest, { flags })], settingsOf("prod"));

    expect(() => checkAgent([read(api), read(ingest, { flags })], none)).to.throw(
      InvalidInput,
      "Pulumi.prod.yaml:\n  appConfigAgent.digest is missing: expected the digest of the image " +
        "that is in this account, as ingest-worker has flags",
    );
  });

  for (const [change, message] of [
    [{ digest: "2.x" }, 'appConfigAgent.digest is "2.x": expected "sha256:" and 64 hex digits'],
    [{ layers: { arm64: "latest" } }, "expected the ARN of a version of a Lambda layer"],
  ] as const) {
    it(`is never ${JSON.stringify(change)}, which can change`, () => {
      expect(() => settingsOf("dev", { appConfigAgent: change })).to.throw(InvalidInput, message);
    });
  }
});
