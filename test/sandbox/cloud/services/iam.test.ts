import { expect } from "chai";
import { testAccount } from "../test-account";
import { ACCOUNT, describeValidation } from "../validation";

const GITHUB = "token.actions.githubusercontent.com";

const statement = (more: object) => ({ Effect: "Allow", Action: "sqs:*", ...more });
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const trust = (Condition?: object) =>
  document({
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
    Condition,
  });
const claim = (key: string) => ({ StringEquals: { [`${GITHUB}:${key}`]: "x" } });
const long = (length: number) => document(statement({ Resource: "x".repeat(length) }));
const wantClaim = `expected a condition on one of ${GITHUB}:sub, ${GITHUB}:job_workflow_ref`;

describeValidation("IAM", [
  [
    "aws:iam/role:Role",
    { name: "nc-a", assumeRolePolicy: trust(claim("sub")), maxSessionDuration: 3600 },
    [
      [
        { name: "n".repeat(65) },
        `name is "${"n".repeat(65)}": expected at most 64 characters, and it has 65`,
      ],
      [{ name: "no spaces" }, 'name is "no spaces": expected a name that matches /^[\\w+=,.@-]+$/'],
      [{ maxSessionDuration: 43_201 }, "maxSessionDuration is 43201: expected from 3600 to 43200"],
      [{ assumeRolePolicy: undefined }, "assumeRolePolicy is missing: expected a value"],
      [{ assumeRolePolicy: "{" }, 'assumeRolePolicy is "{": expected a policy document, as JSON'],
      [
        { assumeRolePolicy: trust(claim("aud")) },
        `assumeRolePolicy.Statement[0].Condition is ["${GITHUB}:aud"]: ${wantClaim}`,
      ],
      [
        { assumeRolePolicy: trust() },
        `assumeRolePolicy.Statement[0].Condition is []: ${wantClaim}`,
      ],
      [
        { assumeRolePolicy: document(statement({})) },
        'assumeRolePolicy.Statement[0] is {"Effect":"Allow","Action":"sqs:*"}: expected a Principal',
      ],
      [
        { assumeRolePolicy: document() },
        "assumeRolePolicy.Statement is []: expected a list of statements",
      ],
      [
        { assumeRolePolicy: document(statement({ Principal: root, Sid: "x".repeat(2000) })) },
        'assumeRolePolicy is "2136 characters": expected at most 2048',
      ],
      [
        { tags: { "aws:a": "b" } },
        'tags is "aws:a": expected a key of at most 128 letters, digits and _.:/=+-@, not "aws:" first',
      ],
      [
        { tags: { a: "b".repeat(257) } },
        `tags.a is "${"b".repeat(257)}": expected at most 256 letters, digits, blanks and _.:/=+-@`,
      ],
    ],
  ],
  [
    "aws:iam/policy:Policy",
    { name: "p", policy: document(statement({ Resource: "*" })) },
    [
      [{ policy: long(6200) }, 'policy is "6288 characters": expected at most 6144'],
      [
        { policy: document(statement({})) },
        'policy.Statement[0] is {"Effect":"Allow","Action":"sqs:*"}: expected a Resource',
      ],
      [
        { policy: document(statement({ Resource: "*", Principal: "*" })) },
        'policy.Statement[0] is {"Effect":"Allow","Action":"sqs:*","Resource":"*","Principal":"*"}: ' +
          "expected no Principal",
      ],
      [
        { policy: JSON.stringify({ Version: "2020-01-01", Statement: [] }) },
        [
          'policy.Version is "2020-01-01": expected one of 2012-10-17, 2008-10-17',
          "policy.Statement is []: expected a list of statements",
        ],
      ],
    ],
  ],
  [
    "aws:iam/rolePolicy:RolePolicy",
    { name: "p", role: "r", policy: long(10_000) },
    [[{ policy: long(10_240) }, 'policy is "10328 characters": expected at most 10240']],
  ],
]);

describe("the policies of one role in the simulated account", () => {
  const account = testAccount();

  it("are refused where the inline ones together are too long", () => {
    const inline = (name: string) =>
      account.create("aws:iam/rolePolicy:RolePolicy", name, {
        name,
        role: "r",
        policy: long(6000),
      });
    inline("one");
    expect(() => inline("two")).to.throw(
      'policy is "12176 characters": expected at most 10240 in all inline policies of r',
    );
  });

  it("are refused where more than ten managed ones are attached", () => {
    const attach = (index: number) =>
      account.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", `attached-${index}`, {
        role: "r",
        policyArn: `arn:aws:iam::${ACCOUNT}:policy/p${index}`,
      });
    for (let index = 1; index <= 10; index++) attach(index);
    expect(() => attach(11)).to.throw('policyArn is "number 11 of r": expected 10');
  });
});
