import { expect } from "chai";
import { driftedResources } from "../../../../delivery/decisions/drift/drifted-resources";
import { preview, step } from "./fixture";

const role = { type: "aws:iam/role:Role", inputs: {}, ignoreChanges: ["inlinePolicies"] };
const policies = (
  inlinePolicies: readonly object[],
  managedPolicyArns: readonly string[] = [],
) => ({
  outputs: { name: "nc-a-prod-task", inlinePolicies, managedPolicyArns },
});
const OWN = step("refresh", "own", {
  old: { type: "aws:iam/rolePolicy:RolePolicy", inputs: { role: "nc-a-prod-task", name: "own" } },
});
const BOUNDED = step("refresh", "attached", {
  old: {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    inputs: { role: "nc-a-prod-task", policyArn: "arn:aws:iam::3:policy/own" },
  },
});
const ofOther = step("refresh", "other", {
  old: { type: "aws:iam/rolePolicy:RolePolicy", inputs: { role: "nc-b-prod-task", name: "other" } },
});
const differences = (found: object, op = "update") =>
  driftedResources(preview(step(op, "a", { old: role, found }), OWN, BOUNDED, ofOther), "prod").map(
    (each) => each.differences,
  );

describe("a policy that somebody gave to a role", () => {
  it("is drift, inline or attached, whatever the engine says of the role", () => {
    const own = { name: "own", policy: "{}" };
    const found = policies(
      [own, { name: "mine", policy: '{"Action":"*"}' }],
      ["arn:aws:iam::3:policy/own", "arn:aws:iam::aws:policy/AdministratorAccess"],
    );
    for (const op of ["update", "refresh"]) {
      expect(differences(found, op), op).to.deep.equal([
        [
          { path: 'inlinePolicies["mine"]', account: '{"Action":"*"}' },
          { path: "managedPolicyArns", account: "arn:aws:iam::aws:policy/AdministratorAccess" },
        ],
      ]);
    }
  });

  it("is none where the program gave it", () => {
    const own = { name: "own", policy: "{}" };
    expect(differences(policies([own], ["arn:aws:iam::3:policy/own"]))).to.deep.equal([]);
    expect(differences({ outputs: {} })).to.deep.equal([]);
    // The provider may read a role without one as an empty block.
    expect(differences(policies([{}]))).to.deep.equal([]);
  });

  it("is drift where the program gave one of that name to another role", () => {
    expect(differences(policies([{ name: "other", policy: "{}" }]))).to.deep.equal([
      [{ path: 'inlinePolicies["other"]', account: "{}" }],
    ]);
  });
});
