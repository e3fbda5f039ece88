import { expect } from "chai";
import { RepositoryVariables } from "../../../components/github/repository-variables";
import { contextIn } from "../../support/contexts";
import { record } from "../../support/record";

describe("RepositoryVariables", () => {
  it("makes each variable of its own environment only", async () => {
    const [self, ...variables] = await record(
      () =>
        new RepositoryVariables("previews", {
          context: contextIn("stg"),
          repository: "nc-platform",
          variables: { AWS_ROLE_ARN: "arn:role" },
        }),
    );
    expect(self?.type).to.equal("nc:github:RepositoryVariables");
    expect(variables.map(({ type, name, inputs }) => [type, name, inputs])).to.deep.equal(
      [
        ["AWS_ACCOUNT_ID_STG", "222222222222"],
        ["AWS_REGION_STG", "ca-central-1"],
        ["AWS_ROLE_ARN_STG", "arn:role"],
      ].map(([variableName, value]) => [
        "github:index/actionsVariable:ActionsVariable",
        `previews-${variableName}`,
        { repository: "nc-platform", variableName, value },
      ]),
    );
  });
});
