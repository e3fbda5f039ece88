import { expect } from "chai";
import { inlinePolicyText } from "../../../components/identity/inline-policy";
import { allow, policyText, type Statement } from "../../../components/identity/statement";
import { workload as queue } from "../../fixtures/catalog/audit-queue";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";
import { granted } from "../workload/granted";

/** IAM user guide, "IAM and AWS STS quotas": all inline policies of one role together. */
const MAX = 10_240;

/** 20 characters, as long as a workload's name may be. */
const NAME = "a-name-that-is-as-lo";

/** Everything that a workload with an image can have. */
const ALL = {
  name: NAME,
  wheels: true,
  secrets: { "database-url": {} },
  migrations: { command: ["node", "migrate.js"], secret: "database-url" },
  flags: { "new-parser": { description: "Parses documents anew.", enabled: true } },
};

/** Every effect, action, resource and condition by itself, whatever the statements are. */
function atoms(statements: readonly Partial<Statement>[]): string[] {
  const listOf = (value: string | readonly string[] | undefined) =>
    value === undefined || typeof value === "string" ? [value] : value;
  const plain = (condition: object | undefined) =>
    JSON.stringify(condition ?? {}).replaceAll(/\[("[^"]*")\]/g, "$1");
  const all = statements.flatMap(({ Effect, Action, Resource, Condition }) =>
    listOf(Action).flatMap((action) =>
      listOf(Resource).map((on) => `${Effect} ${action} on ${on} if ${plain(Condition)}`),
    ),
  );
  return [...new Set(all)].sort();
}

describe("an inline policy", () => {
  it("is written as it stands where IAM takes it", () => {
    const statements = [allow("One", "s3", ["GetObject"], "arn:aws:s3:::b/*")];
    expect(inlinePolicyText(statements)).to.equal(policyText(statements));
  });

  it("is written without ids, lists of one and statements that differ in actions alone, where it is longer", () => {
    const long = `arn:aws:s3:::${"b".repeat(MAX)}`;
    const tls = { Bool: { "aws:SecureTransport": ["true"] } };
    const text = inlinePolicyText([
      allow("Get", "s3", ["GetObject"], long),
      allow("Other", "sqs", ["SendMessage"], ["*"], tls),
      allow("Put", "s3", ["PutObject", "GetObject"], long),
      { Sid: "No", Effect: "Deny", NotAction: ["s3:GetObject"], Resource: long },
    ]);
    expect(JSON.parse(text)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Resource: long, Action: ["s3:GetObject", "s3:PutObject"] },
        {
          Effect: "Allow",
          Resource: "*",
          Condition: { Bool: { "aws:SecureTransport": "true" } },
          Action: "sqs:SendMessage",
        },
        { Effect: "Deny", NotAction: "s3:GetObject", Resource: long },
      ],
    });
  });

  for (const entry of [ingest, queue]) {
    it(`[§4] of a ${entry.kind} with everything fits its deploy role in prod, and allows the same`, () => {
      const statements = granted(entry, "prod", ALL);
      expect(policyText(statements).length).to.be.above(MAX);

      const text = inlinePolicyText(statements);

      expect(text.length).to.be.at.most(MAX);
      expect(atoms(JSON.parse(text).Statement)).to.deep.equal(atoms(statements));
    });
  }
});
