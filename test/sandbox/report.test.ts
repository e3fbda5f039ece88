import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { INTERRUPTED, reportOf } from "../../sandbox/report";

const STACK = "urn:pulumi:dev::nc-platform::pulumi:pulumi:Stack::nc-platform-dev";
const KEYS = "urn:pulumi:dev::nc-platform::nc:security:EncryptionKeys::keys";
const key = (name: string) =>
  `urn:pulumi:dev::nc-platform::nc:security:EncryptionKeys$aws:kms/key:Key::${name}`;

let sequence = 0;
const event = (body: object): EngineEvent => ({ sequence: sequence++, timestamp: 0, ...body });

function step(kind: string, op: string, urn: string, parent: string): EngineEvent {
  const type = urn.split("::")[2]?.split("$").at(-1);
  return event({ [kind]: { metadata: { op, urn, type, new: { parent } } } });
}

const judged = (passed: string[], failed: string[] = []) =>
  event({ policyAnalyzeSummaryEvent: { passed, failed } });
const diagnostic = (severity: string, message: string, urn?: string) =>
  event({ diagnosticEvent: { severity, message, urn, color: "never" } });

const PLAN = [
  step("resourcePreEvent", "create", STACK, ""),
  step("resourcePreEvent", "create", KEYS, STACK),
  step("resourcePreEvent", "create", key("logs"), KEYS),
  step("resourcePreEvent", "create", key("state"), KEYS),
  judged(["key-rotates", "resource-is-tagged"]),
];

describe("reportOf", () => {
  it("counts resources by top-level component, type and operation", () => {
    const report = reportOf("dev", "preview", PLAN);
    const row = (component: string, type: string, count: number) => ({
      component,
      type,
      operation: "create",
      count,
    });
    expect(report.rows).to.deep.equal([
      row("keys", "aws:kms/key:Key", 2),
      row("keys", "nc:security:EncryptionKeys", 1),
      row("nc-platform-dev", "pulumi:pulumi:Stack", 1),
    ]);
    const none = { change: 0, replace: 0, delete: 0, same: 0 };
    expect(report.changes).to.deep.equal({ create: 4, ...none });
    expect(report.policies).to.deep.equal(["key-rotates", "resource-is-tagged"]);
    expect(report.ok).to.equal(true);
  });

  it("counts providers as the CLI does: those of the program, and not those of the engine", () => {
    const provider = (type: string, name: string) =>
      step("resourcePreEvent", "create", `urn:pulumi:dev::nc-platform::${type}::${name}`, STACK);
    const { changes } = reportOf("dev", "preview", [
      ...PLAN,
      provider("pulumi:providers:aws", "aws"),
      provider("pulumi:providers:pulumi", "default"),
      provider("pulumi:providers:awsx", "default_3_9_0"),
    ]);
    expect(changes.create).to.equal(5);
  });

  it("counts a replacement once, whichever of its steps comes last", () => {
    const replaced = ["create-replacement", "replace", "delete-replaced", "delete"];
    const steps = replaced.map((op) => step("resourcePreEvent", op, key("logs"), KEYS));
    const { changes } = reportOf("dev", "up", [...PLAN.slice(0, 2), ...steps, judged(["x"])]);
    expect([changes.replace, changes.delete, changes.create]).to.deep.equal([1, 0, 2]);
  });

  it("takes what a refresh has found, not what it has asked", () => {
    const { changes } = reportOf("dev", "refresh", [
      step("resourcePreEvent", "refresh", key("logs"), KEYS),
      step("resOutputsEvent", "update", key("logs"), KEYS),
      step("resourcePreEvent", "refresh", key("state"), KEYS),
      step("resOutputsEvent", "same", key("state"), KEYS),
    ]);
    expect([changes.change, changes.same]).to.deep.equal([1, 1]);
  });

  it("does not count what has failed", () => {
    const failed = step("resOpFailedEvent", "create", key("state"), KEYS);
    const { changes } = reportOf("dev", "up", [...PLAN, failed], "up failed");
    expect(changes.create).to.equal(3);
  });

  it("tells violations of mandatory policies from advice", () => {
    const says = (enforcementLevel: string) =>
      event({
        policyEvent: {
          resourceUrn: key("logs"),
          policyName: "key-rotates",
          message: "Keys rotate.\nrotation is false: expected true\n",
          enforcementLevel,
        },
      });
    const one = {
      policy: "key-rotates",
      resource: "logs",
      type: "aws:kms/key:Key",
      urn: key("logs"),
      message: "Keys rotate.\nrotation is false: expected true",
    };
    const advised = reportOf("dev", "preview", [...PLAN, says("advisory")]);
    expect([advised.ok, advised.violations, advised.advice]).to.deep.equal([true, [], [one]]);
    const end = diagnostic("error", "preview failed\n");
    const violated = reportOf("dev", "preview", [...PLAN, says("mandatory"), end], "failed");
    expect([violated.ok, violated.violations, violated.advice]).to.deep.equal([false, [one], []]);
    expect(violated.errors).to.deep.equal([]);
  });

  it("shows each error once, with the resource that it is about", () => {
    const report = reportOf("dev", "up", [
      ...PLAN,
      diagnostic("error", "name is taken\n", key("logs")),
      diagnostic("error", "TypeError: x is undefined\n    at program.ts:1:1\n", STACK),
      diagnostic("error", "x is undefined\n", STACK),
      diagnostic("error", "update failed\n"),
      diagnostic("debug", "nothing\n"),
    ]);
    expect(report.errors).to.deep.equal([
      "logs: name is taken",
      "TypeError: x is undefined\n    at program.ts:1:1",
    ]);
    expect(report.ok).to.equal(false);
  });

  it("leaves out the engine's summary of errors, where it says nothing more", () => {
    const summary = (text: string) =>
      diagnostic("error", `One or more errors occurred: ${text}\n`, STACK);
    const taken = diagnostic("error", "name is taken\n", key("logs"));
    const wrong = diagnostic("error", "size is 2: expected 1\n", key("own"));
    const all = [taken, wrong, summary("name is taken, size is 2: expected 1")];
    expect(reportOf("dev", "up", [...PLAN, ...all]).errors).to.deep.equal([
      "logs: name is taken",
      "own: size is 2: expected 1",
    ]);
    const more = reportOf("dev", "up", [...PLAN, taken, summary("name is taken, a bug")]);
    expect(more.errors).to.deep.equal([
      "logs: name is taken",
      "One or more errors occurred: name is taken, a bug",
    ]);
  });

  it("says what the engine ended with, where no event does", () => {
    expect(reportOf("dev", "up", PLAN, "no such host").errors).to.deep.equal(["no such host"]);
  });

  it("says of an interrupted run that it was, and nothing else", () => {
    const cut = diagnostic("error", "context canceled");
    const report = reportOf("dev", "up", [...PLAN, cut], INTERRUPTED);
    expect([report.ok, report.errors]).to.deep.equal([false, ["interrupted"]]);
  });

  it("fails a plan that no policy has judged, but not a destruction", () => {
    const unjudged = reportOf("dev", "preview", PLAN.slice(0, -1));
    expect(unjudged.errors).to.deep.equal(["no policy has judged the plan"]);
    expect(unjudged.ok).to.equal(false);
    expect(reportOf("dev", "destroy", []).ok).to.equal(true);
  });
});
