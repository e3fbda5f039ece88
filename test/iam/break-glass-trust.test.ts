import { createValidatedPolicy, validateTrustPolicy } from "@cloud-copilot/iam-policy";
import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { expect } from "chai";
import { ACCOUNT, roleWith, TIMES, USER, WINDOW } from "./support/break-glass";
import type { Role } from "./support/roles";

const SSO = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_1`;

/** Whether `principal` may assume the role with these keys in the request. */
function admits(role: Role, principal: string, keys: Record<string, string>): boolean {
  const trust = createValidatedPolicy(role.trust, validateTrustPolicy, { name: "trust" });
  if (trust.errors.length > 0) throw new Error(JSON.stringify(trust.errors));
  const answers = ["sts:AssumeRole", "sts:SetSourceIdentity"].map((action) =>
    runUnsafeSimulation(
      {
        request: {
          principal,
          action,
          resource: { resource: role.arn, accountId: ACCOUNT },
          contextVariables: { "aws:RequestedRegion": "ca-central-1", ...keys },
        },
        identityPolicies: [],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: trust,
      },
      {},
    ),
  );
  return answers.every((answer) => answer === "Allowed");
}

const ALICE = {
  "aws:CurrentTime": TIMES.in,
  "aws:MultiFactorAuthPresent": "true",
  "aws:MultiFactorAuthAge": "60",
  "aws:username": "alice",
  "sts:SourceIdentity": "alice",
};
const BOB_OF_SSO = {
  "aws:CurrentTime": TIMES.in,
  "aws:PrincipalTag/mfa": "yes",
  "aws:SourceIdentity": "bob@neurocipher.example",
  "sts:SourceIdentity": "bob@neurocipher.example",
};

describe("who may assume the role of break-glass", () => {
  let closed: Role;
  let open: Role;
  let bySso: Role;

  before(async () => {
    closed = await roleWith({ principals: [USER] });
    open = await roleWith({ principals: [USER], window: WINDOW });
    const window = { ...WINDOW, who: ["bob@neurocipher.example"] };
    bySso = await roleWith({ principals: [SSO], mfa: { tag: "mfa", value: "yes" }, window });
  });

  it("[§14] is assumed in the window alone: not before, not after, and never without one", () => {
    const at = (time: string) => ({ ...ALICE, "aws:CurrentTime": time });
    expect(admits(open, USER, at(TIMES.before))).to.equal(false);
    expect(admits(open, USER, at(TIMES.in))).to.equal(true);
    expect(admits(open, USER, at(TIMES.after))).to.equal(false);
    for (const time of Object.values(TIMES)) expect(admits(closed, USER, at(time))).to.equal(false);
  });

  const refused: [title: string, keys: Record<string, string>, principal?: string][] = [
    ["a user without MFA", { ...ALICE, "aws:MultiFactorAuthPresent": "false" }],
    ["MFA of long ago", { ...ALICE, "aws:MultiFactorAuthAge": "3600" }],
    [
      "a user whom the window does not name",
      { ...ALICE, "aws:username": "mallory", "sts:SourceIdentity": "mallory" },
    ],
    ["another's source identity", { ...ALICE, "sts:SourceIdentity": "bob" }],
    [
      "another region, such as that of the global endpoint",
      { ...ALICE, "aws:RequestedRegion": "us-east-1" },
    ],
    ["another principal", ALICE, `arn:aws:iam::${ACCOUNT}:user/mallory`],
    ["a deploy role", ALICE, `arn:aws:iam::${ACCOUNT}:role/gha-deploy-role`],
  ];
  for (const [title, keys, principal = USER] of refused) {
    it(`[§14] refuses ${title}`, () => {
      expect(admits(open, principal, keys)).to.equal(false);
    });
  }

  it("[§14] refuses a key that is left out", () => {
    for (const left of Object.keys(ALICE)) {
      const keys = Object.fromEntries(Object.entries(ALICE).filter(([key]) => key !== left));
      expect(admits(open, USER, keys), left).to.equal(false);
    }
  });

  it("[§14] takes the identity provider's own tag and source identity in place of a device", () => {
    expect(admits(bySso, SSO, BOB_OF_SSO)).to.equal(true);
    expect(admits(bySso, SSO, { ...BOB_OF_SSO, "aws:PrincipalTag/mfa": "no" })).to.equal(false);
    expect(admits(bySso, SSO, { ...BOB_OF_SSO, "aws:SourceIdentity": "mallory" })).to.equal(false);
    expect(admits(bySso, SSO, { ...BOB_OF_SSO, "aws:CurrentTime": TIMES.after })).to.equal(false);
  });
});
