import { execFileSync, spawnSync } from "node:child_process";
import { expect } from "chai";
import { checkRemovals } from "../../../infra/catalog/removals";
import { InvalidInput } from "../../../infra/problems";
import { resourcesOf } from "../../../tools/workflow/removed-workloads";
import { settingsOf } from "../../support/contexts";

const TODAY = "2027-06-30";

/** A queue of a workload, as `pulumi stack export` has it. */
const queueOf = (service: string, fields: object = {}) => ({
  urn: `urn:pulumi:prod::nc-platform::aws:sqs/queue:Queue::${service}-queue`,
  custom: true,
  type: "aws:sqs/queue:Queue",
  inputs: { name: `nc-${service}-prod-queue`, tags: { Service: service } },
  protect: true,
  ...fields,
});

const retirementOf = (workload: string, keepUntil: string) => ({
  urn: `urn:pulumi:prod::nc-platform::nc:workload:Retirement::${workload}-retirement`,
  custom: false,
  type: "nc:workload:Retirement",
  inputs: { workload, since: "2026-06-30", keepUntil },
});

/** What is said of a catalog with only `kept`, where `resources` are deployed; nothing of a good one. */
function said(resources: readonly object[], settings: object = {}): string {
  try {
    checkRemovals(resources, ["kept"], settingsOf("prod", settings), TODAY);
    return "";
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
}

describe("an entry that is removed", () => {
  it("is refused while its workload is not retired, once for all its resources", () => {
    const second = queueOf("gone", { urn: "urn:2" });
    expect(said([queueOf("kept"), queueOf("gone"), second, queueOf("lost")])).to.equal(
      [
        "stacks/catalog in prod:",
        "  gone: entry is missing: expected it, with `retired`, and an update of it first (docs/runbooks/retire.md)",
        "  lost: entry is missing: expected it, with `retired`, and an update of it first (docs/runbooks/retire.md)",
      ].join("\n"),
    );
  });

  it("is refused before the day until which its data is kept, and taken on it", () => {
    const queue = queueOf("gone", { protect: false });
    expect(said([retirementOf("gone", "2027-07-01"), queue])).to.equal(
      "stacks/catalog in prod:\n  gone: entry is missing: expected it until 2027-07-01, to keep its data",
    );
    expect(said([retirementOf("gone", TODAY), queue])).to.equal("");
    expect(said([retirementOf("gone", "2027-07-01"), queue], { protect: false })).to.equal("");
  });

  it("is refused after an update that retired it and was interrupted", () => {
    expect(said([retirementOf("gone", TODAY), queueOf("gone")])).to.equal(
      "stacks/catalog in prod:\n  gone: entry is missing: expected it until an update with it has ended well, " +
        "as urn:pulumi:prod::nc-platform::aws:sqs/queue:Queue::gone-queue is still protected",
    );
  });

  it("is taken where nothing of it is protected, or nothing is left but what is deleted anyway", () => {
    expect(said([queueOf("gone", { protect: undefined })])).to.equal("");
    expect(said([queueOf("gone", { delete: true })])).to.equal("");
    expect(said([])).to.equal("");
  });

  it("is no matter of what the platform has, or of what has no tags", () => {
    const untagged = { urn: "urn:1", type: "aws:iam/rolePolicy:RolePolicy", protect: true };
    expect(said([queueOf("platform"), untagged])).to.equal("");
  });
});

describe("tools/workflow/removed-workloads.ts", () => {
  const run = (state: object, environment = "prod") =>
    spawnSync(
      process.execPath,
      ["--import", "tsx", "tools/workflow/removed-workloads.ts", environment],
      {
        input: JSON.stringify(state),
        encoding: "utf8",
      },
    );
  const stateOf = (...resources: object[]) => ({ version: 3, deployment: { resources } });

  it("reads what the engine exports, and nothing of a stack that has just been made", () => {
    expect(resourcesOf(JSON.stringify(stateOf(queueOf("kept"))))).to.deep.equal([queueOf("kept")]);
    expect(resourcesOf('{"version":3,"deployment":{"manifest":{}}}')).to.deep.equal([]);
  });

  it("ends with one error of the workflow's run", () => {
    const { status, stderr } = run(stateOf(queueOf("no-such-workload")));
    expect(status).to.equal(1);
    expect(stderr).to.equal(
      "::error::stacks/catalog in prod:%0A  no-such-workload: entry is missing: expected it, " +
        "with `retired`, and an update of it first (docs/runbooks/retire.md)\n",
    );
  });

  it("ends well where every entry is there", () => {
    const [name = ""] = execFileSync("git", ["ls-files", "stacks/catalog/*.ts"], {
      encoding: "utf8",
    })
      .split("\n")
      .map((file) => file.replace(/^.*\/|\.ts$/g, ""));
    const { status, stderr } = run(stateOf(queueOf(name)));
    expect(stderr).to.equal("");
    expect(status).to.equal(0);
  });
});
