import { expect } from "chai";
import { stringify } from "yaml";
import { breaks, declaresBreak } from "../../../tools/workflow/contract-diff";

const FILE = ".github/workflows/promote.yml";
const workflow = (call: object | null) => ({ [FILE]: stringify({ on: { workflow_call: call } }) });
const project = (config: object) => ({ "Pulumi.yaml": stringify({ name: "nc-platform", config }) });
const before = {
  ...workflow({
    inputs: { workload: { type: "string", required: true }, dry: { type: "boolean" } },
    outputs: { digest: { value: "x" } },
  }),
  ...project({ accountId: { type: "string" }, dr: { type: "boolean", default: false } }),
};

describe("breaks", () => {
  it("is nothing where nothing changed", () => {
    expect(breaks(before, before)).to.deep.equal([]);
  });

  it("is nothing where an optional input, an output or a workflow is added", () => {
    const after = {
      ...workflow({
        inputs: {
          workload: { type: "string", required: true },
          dry: { type: "boolean" },
          more: { type: "number" },
        },
        outputs: { digest: { value: "x" }, version: { value: "y" } },
      }),
      ...project({
        accountId: { type: "string" },
        dr: { type: "boolean", default: false },
        bakeMinutes: { type: "integer", default: 30 },
      }),
      ".github/workflows/new.yml": stringify({ on: { workflow_call: null } }),
    };
    expect(breaks(before, after)).to.deep.equal([]);
  });

  const cases: Record<string, [after: object, message: string]> = {
    "a workflow that is gone": [{ [FILE]: undefined }, `${FILE} is gone`],
    "a workflow that can no longer be called": [
      { [FILE]: stringify({ on: "push" }) },
      `${FILE} is gone`,
    ],
    "an input that is gone": [
      workflow({
        inputs: { workload: { type: "string", required: true } },
        outputs: { digest: {} },
      }),
      `${FILE}: dry is gone`,
    ],
    "an input of another type": [
      workflow({
        inputs: { workload: { type: "string", required: true }, dry: { type: "string" } },
        outputs: { digest: {} },
      }),
      `${FILE}: dry is string, and was boolean`,
    ],
    "an input that became required": [
      workflow({
        inputs: {
          workload: { type: "string", required: true },
          dry: { type: "boolean", required: true },
        },
        outputs: { digest: {} },
      }),
      `${FILE}: dry is required, and was not`,
    ],
    "a new secret that is required": [
      workflow({
        inputs: { workload: { type: "string", required: true }, dry: { type: "boolean" } },
        secrets: { KEY: { required: true } },
        outputs: { digest: {} },
      }),
      `${FILE}: secret KEY is required, and was not`,
    ],
    "an output that is gone": [
      workflow({
        inputs: { workload: { type: "string", required: true }, dry: { type: "boolean" } },
      }),
      `${FILE}: output digest is gone`,
    ],
    "a setting that is gone": [
      project({ accountId: { type: "string" } }),
      "Pulumi.yaml: dr is gone",
    ],
    "a setting without a default": [
      project({ accountId: { type: "string" }, dr: { type: "boolean" } }),
      "Pulumi.yaml: dr is required, and was not",
    ],
  };
  for (const [what, [after, message]] of Object.entries(cases)) {
    it(`reports ${what}`, () => {
      expect(breaks(before, { ...before, ...after })).to.deep.equal([message]);
    });
  }
});

describe("declaresBreak", () => {
  for (const message of [
    "feat!: other inputs",
    "feat(apply)!: other inputs",
    "feat: x\n\nBREAKING CHANGE: other inputs",
  ]) {
    it(`takes ${JSON.stringify(message)}`, () => expect(declaresBreak(message)).to.equal(true));
  }
  for (const message of ["feat: other inputs", "Stop!", "", "docs: what BREAKING CHANGE: means"]) {
    it(`refuses ${JSON.stringify(message)}`, () => expect(declaresBreak(message)).to.equal(false));
  }
});
