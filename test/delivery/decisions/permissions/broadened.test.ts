import { expect } from "chai";
import { broadenedBy, GRANTING_TYPES } from "../../../../delivery/decisions/permissions/broadened";
import { InvalidInput } from "../../../../infra/problems";
import { TYPES } from "../../../iam/support/types";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

type Inputs = Readonly<Record<string, unknown>>;
const urnOf = (type: string, name = "billing") => `urn:pulumi:stg::nc-platform::${type}::${name}`;
const policy = (...statements: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: string | string[], Resource = "*", rest: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...rest,
});

/** What a plan broadens that changes these inputs; none before, or none after, where it makes or removes it. */
function broadened(
  ...changes: readonly (readonly [type: string, before: Inputs | undefined, after?: Inputs])[]
): readonly string[] {
  const state = changes.flatMap(([type, before]) =>
    before === undefined ? [] : [{ urn: urnOf(type), inputs: before }],
  );
  const plans = changes.map(([type, before, after]) => {
    if (after === undefined) return [urnOf(type), { steps: ["delete"] }] as const;
    const old = before ?? {};
    const inputDiff = {
      adds: Object.fromEntries(Object.entries(after).filter(([field]) => !(field in old))),
      updates: Object.fromEntries(Object.entries(after).filter(([field]) => field in old)),
      deletes: Object.keys(old).filter((field) => !(field in after)),
    };
    const steps = [before === undefined ? "create" : "update"];
    return [urnOf(type), { goal: { inputDiff }, steps }] as const;
  });
  const plan = { resourcePlans: Object.fromEntries(plans) };
  return broadenedBy(plan, { deployment: { resources: state } });
}

describe("what a plan broadens", () => {
  const GET = policy(allow(["s3:GetObject"], "arn:aws:s3:::b/*"));

  it("[§4] is each action that a policy did not allow before", () => {
    const more = policy(allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::b/*"));
    expect(broadened([POLICY, { policy: GET }, { policy: more }])).to.deep.equal([
      "rolePolicy billing allows s3:PutObject on arn:aws:s3:::b/*",
    ]);
    expect(broadened([POLICY, undefined, { policy: GET, role: "r" }])).to.deep.equal([
      "rolePolicy billing allows s3:GetObject on arn:aws:s3:::b/*",
    ]);
  });

  it("is nothing where a policy stays, says the same otherwise, or allows less", () => {
    const other = policy({ ...allow("s3:GetObject", "arn:aws:s3:::b/*"), Sid: "Other" });
    const deny = policy(allow(["s3:GetObject"], "arn:aws:s3:::b/*"), {
      Effect: "Deny",
      Action: "s3:*",
      Resource: "*",
    });
    for (const after of [GET, other, policy(), deny]) {
      expect(broadened([POLICY, { policy: GET }, { policy: after }])).to.deep.equal([]);
    }
    expect(broadened([POLICY, { policy: GET }])).to.deep.equal([]);
    expect(broadened(["aws:s3/bucket:Bucket", undefined, { policy: GET }])).to.deep.equal([]);
  });

  it("is a statement whose resource or condition is another one", () => {
    const wide = policy(allow(["s3:GetObject"], "*"));
    const If = { Condition: { Bool: { "aws:SecureTransport": "true" } } };
    const limited = policy(allow(["s3:GetObject"], "arn:aws:s3:::b/*", If));
    expect(broadened([POLICY, { policy: GET }, { policy: wide }])).to.deep.equal([
      "rolePolicy billing allows s3:GetObject on *",
    ]);
    expect(broadened([POLICY, { policy: limited }, { policy: GET }])).to.have.length(1);
    expect(broadened([POLICY, { policy: GET }, { policy: limited }])).to.deep.equal([
      'rolePolicy billing allows s3:GetObject on arn:aws:s3:::b/*, where {"Condition":{"Bool":{"aws:SecureTransport":"true"}}}',
    ]);
  });

  it("is a refusal that is gone, with its policy too", () => {
    const deny = policy({ Effect: "Deny", NotAction: ["s3:GetObject"], Resource: "*" });
    const gone = "rolePolicy billing no longer denies all but s3:GetObject on *";
    expect(broadened([POLICY, { policy: deny }, { policy: policy() }])).to.deep.equal([gone]);
    expect(broadened([POLICY, { policy: deny }])).to.deep.equal([gone]);
  });

  it("is whoever may become a role, and could not", () => {
    const trust = (service: string) =>
      policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } });
    const before = { assumeRolePolicy: trust("ecs-tasks.amazonaws.com") };
    const after = { assumeRolePolicy: trust("lambda.amazonaws.com") };
    expect(broadened([ROLE, before, after])).to.deep.equal([
      'role billing allows sts:AssumeRole on itself, where {"Principal":{"Service":"lambda.amazonaws.com"}}',
    ]);
  });

  it("is a boundary that is another one or none; not that of a new role", () => {
    const bounded = { permissionsBoundary: "arn:b" };
    expect(broadened([ROLE, undefined, bounded])).to.deep.equal([]);
    expect(broadened([ROLE, bounded, {}])).to.deep.equal([
      "role billing has no permissionsBoundary any more",
    ]);
    expect(broadened([ROLE, bounded, { permissionsBoundary: "arn:c" }])).to.deep.equal([
      'role billing has the permissionsBoundary "arn:c"',
    ]);
  });

  it("is a policy that is attached, or detached from a role that stays", () => {
    const attached = { policyArn: "arn:p", role: "r" };
    expect(broadened([ATTACHMENT, undefined, attached])).to.deep.equal([
      'rolePolicyAttachment billing has the policyArn "arn:p"',
      'rolePolicyAttachment billing has the role "r"',
    ]);
    expect(broadened([ATTACHMENT, attached])).to.deep.equal([
      "rolePolicyAttachment billing is detached",
    ]);
    expect(broadened([ATTACHMENT, attached], [ROLE, { name: "r" }])).to.deep.equal([]);
  });

  it("is what is not known before it is applied: it may be anything", () => {
    expect(broadened([POLICY, { policy: GET }, { policy: UNKNOWN }])).to.deep.equal([
      "rolePolicy billing has a policy that is not known before it is applied",
    ]);
    expect(broadened([ATTACHMENT, undefined, { policyArn: UNKNOWN }])).to.deep.equal([
      "rolePolicyAttachment billing has the policyArn that is not known before it is applied",
    ]);
  });

  it("[§4] is looked for in every type of the program that has a policy in its name", () => {
    // Those whose policies grant nobody anything.
    const GRANTLESS = [
      "aws:appautoscaling/policy:Policy",
      "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
      "aws:sqs/redrivePolicy:RedrivePolicy",
    ];
    const named = Object.keys(TYPES).filter((type) => /polic|permission|iam\//i.test(type));
    expect(GRANTING_TYPES).to.include.members(named.filter((type) => !GRANTLESS.includes(type)));
    expect(Object.keys(TYPES)).to.include.members([...GRANTLESS, ...GRANTING_TYPES]);
  });

  it("refuses what is no plan or no state", () => {
    expect(() => broadenedBy({}, { deployment: {} })).to.throw(InvalidInput, "the plan");
    expect(() => broadenedBy({ resourcePlans: {} }, {})).to.throw(InvalidInput, "the state");
  });
});
