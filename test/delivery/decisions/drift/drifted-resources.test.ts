import { expect } from "chai";
import { driftedResources } from "../../../../delivery/decisions/drift/drifted-resources";
import { preview, step } from "./fixture";

const drifted = (...steps: readonly object[]) => driftedResources(preview(...steps), "prod");
const differences = (...given: Parameters<typeof step>) =>
  drifted(step(...given)).flatMap((each) => each.differences);

describe("what drifted", () => {
  it("is a resource with an input that is not as the program has it", () => {
    const old = { inputs: { visibilityTimeoutSeconds: 600, name: "jobs" } };
    const found = { inputs: { visibilityTimeoutSeconds: 7, name: "jobs" } };
    const paths = ["visibilityTimeoutSeconds"];
    expect(drifted(step("update", "jobs", { old, found, paths }))).to.deep.equal([
      {
        urn: "urn:pulumi:prod::nc-platform::nc:workload:Worker$aws:sqs/queue:Queue::jobs",
        type: "aws:sqs/queue:Queue",
        id: "https://sqs/333333333333/jobs",
        names: ["https://sqs/333333333333/jobs", "jobs"],
        region: undefined,
        appliedAt: "2026-11-02T10:00:00.5Z",
        kind: "changed",
        differences: [{ path: "visibilityTimeoutSeconds", program: "600", account: "7" }],
      },
    ]);
  });

  it("is a resource that is not there any more", () => {
    const [found] = drifted(step("delete", "jobs"));
    expect(found).to.include({ kind: "deleted", id: "https://sqs/333333333333/jobs" });
    expect(found?.differences).to.deep.equal([]);
  });

  it("is listed by URN", () => {
    const names = drifted(step("delete", "b"), step("refresh", "c"), step("delete", "a")).map(
      ({ names: [, name] }) => name,
    );
    expect(names).to.deep.equal(["a", "b"]);
  });

  it("is not what stayed the same", () => {
    expect(drifted(step("refresh", "jobs", { found: {} }), step("same", "other"))).to.deep.equal(
      [],
    );
  });

  it("is not what releases own", () => {
    const type = "aws:ecs/service:Service";
    const old = {
      type,
      inputs: { taskDefinition: "x:1", desiredCount: 0, enableExecuteCommand: false },
      ignoreChanges: ["taskDefinition", "desiredCount"],
    };
    const inputs = { taskDefinition: "x:9", desiredCount: 5, enableExecuteCommand: true };
    const paths = ["desiredCount", "enableExecuteCommand", "taskDefinition"];
    expect(differences("update", "billing", { old, found: { inputs }, paths })).to.deep.equal([
      { path: "enableExecuteCommand", program: "false", account: "true" },
    ]);
    const released = { ...old.inputs, taskDefinition: "x:9", desiredCount: 5 };
    expect(
      drifted(step("update", "billing", { old, found: { inputs: released }, paths })),
    ).to.deep.equal([]);
  });

  it("is not the part of an input that releases own, where the provider names the whole", () => {
    const target = (revision: string, group: string) => ({
      target: { ecsParameters: { taskDefinitionArn: revision, group } },
    });
    const old = {
      type: "aws:scheduler/schedule:Schedule",
      inputs: target("x:1", "a"),
      ignoreChanges: ["target.ecsParameters.taskDefinitionArn"],
    };
    const of = (inputs: object) =>
      differences("update", "job", { old, found: { inputs }, paths: ["target"] });
    expect(of(target("x:9", "a"))).to.deep.equal([]);
    expect(of(target("x:9", "b")).map(({ path }) => path)).to.deep.equal(["target"]);
  });

  it("is no output, and nothing that Pulumi keeps for itself", () => {
    const old = { inputs: { name: "f", __defaults: [] }, outputs: { lastModified: "1" } };
    const found = { inputs: { name: "f", __defaults: ["x"] }, outputs: { lastModified: "2" } };
    for (const paths of [["lastModified"], ["__defaults"], []]) {
      expect(differences("update", "f", { old, found, paths }), paths.join()).to.deep.equal([]);
    }
  });

  it("is every input that differs, where the provider names none", () => {
    const old = { inputs: { a: 1, b: [1], c: "x" } };
    const found = { inputs: { a: 2, b: [1], d: true } };
    expect(differences("update", "f", { old, found })).to.deep.equal([
      { path: "a", program: "1", account: "2" },
      { path: "c", program: "x" },
      { path: "d", account: "true" },
    ]);
  });

  it("is found by paths as the engine writes them", () => {
    const old = { inputs: { tags: { "nc:owner": "ada" }, rules: [{ port: 1 }] } };
    const found = { inputs: { tags: { "nc:owner": "eve" }, rules: [{ port: 2 }] } };
    const paths = ['tags["nc:owner"]', "rules[0].port"];
    expect(differences("update", "f", { old, found, paths })).to.deep.equal([
      { path: "rules[0].port", program: "1", account: "2" },
      { path: 'tags["nc:owner"]', program: "ada", account: "eve" },
    ]);
  });

  it("is asked of the trail of the resource's own region, by every name that it has", () => {
    const role = {
      type: "aws:iam/rolePolicy:RolePolicy",
      id: "nc-a:nc-a",
      inputs: { role: "nc-a", name: "nc-a-policy" },
    };
    const key = "arn:aws:kms:us-west-2:333333333333:key/1234";
    const replica = { type: "aws:kms/key:Key", id: "1234", outputs: { arn: key, keyId: "1234" } };
    const [ofRole, ofKey] = drifted(
      step("delete", "a", { old: role }),
      step("delete", "b", { old: replica }),
    );
    expect(ofKey).to.include({ region: "us-west-2" });
    expect(ofKey?.names).to.deep.equal(["1234", key]);
    expect(ofRole).to.include({ region: "us-east-1" });
    expect(ofRole?.names).to.deep.equal(["nc-a:nc-a", "nc-a", "nc-a-policy"]);
  });
});

describe("a preview that is none", () => {
  const refused: Record<string, [json: unknown, problems: readonly string[]]> = {
    "no object": ["x", ['value is "x": expected an object']],
    "of another stack": [
      preview({ ...step("delete", "a"), urn: "urn:pulumi:stg::p::t::a" }),
      ['steps[0].urn is "urn:pulumi:stg::p::t::a": expected one of the stack prod'],
    ],
    "of an update": [
      preview(step("create", "a")),
      ['steps[0].op is "create": expected one of "refresh", "same", "update", "delete"'],
    ],
    "of a refresh that failed": [
      { diagnostics: [{ severity: "error", message: "no credentials\nmore" }] },
      ["steps is missing: expected those of a refresh that went through", "no credentials"],
    ],
    "of a refresh that failed half-way": [
      { ...preview(step("refresh", "a")), diagnostics: [{ severity: "error", message: "denied" }] },
      ["steps is missing: expected those of a refresh that went through", "denied"],
    ],
  };
  for (const [what, [json, problems]] of Object.entries(refused)) {
    it(`is refused: ${what}`, () => {
      expect(() => driftedResources(json, "prod"))
        .to.throw()
        .with.deep.property("problems", problems);
    });
  }

  it("may have warnings", () => {
    const json = { ...preview(), diagnostics: [{ severity: "warning", message: "old" }] };
    expect(driftedResources(json, "prod")).to.deep.equal([]);
  });
});
