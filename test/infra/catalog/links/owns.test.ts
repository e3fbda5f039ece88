import { expect } from "chai";
import { problemsWith } from "./entries";

describe("what a Terraform stack owns", () => {
  it("is of a service that it manages, and no parameter of the program's", () => {
    const owns = { tables: ["a"], topics: ["b"], parameters: ["release-contract", "own"] };
    expect(problemsWith({ tf: { owns, manages: ["ssm"], config: { own: "1" } } })).to.deep.equal([
      'tf: owns.tables is ["a"]: expected "dynamodb" in manages',
      'tf: owns.topics is ["b"]: expected "sns" in manages',
      'tf: owns.parameters is ["release-contract","own"]: expected no "release-contract", which is a parameter of the program\'s',
      'tf: owns.parameters is ["release-contract","own"]: expected no "own", which is a parameter of the program\'s',
    ]);
  });

  it("has a name that is never shortened: a bucket's is 63 characters at most", () => {
    const name = "b".repeat(22);
    const want = "expected at most 21 characters";
    expect(
      problemsWith({ tf: { owns: { buckets: [name], databases: { [name]: 1 } } } }),
    ).to.deep.equal([
      `tf: owns.buckets[0] is "${name}": ${want}`,
      `tf: owns.databases.${name} is 1: ${want}`,
    ]);
    const longest = `nc-${"s".repeat(20)}-prod-${"b".repeat(21)}-123456789012`;
    expect(longest).to.have.length(63);
  });
});
