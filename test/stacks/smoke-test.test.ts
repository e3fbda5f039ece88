import { expect } from "chai";
import { parseCatalog } from "../../infra/catalog/parse";
import { environment } from "../../stacks/environment";
import { workload as apiAdapter } from "../fixtures/catalog/api-adapter";
import { settingsOf } from "../support/contexts";
import { only, record } from "../support/record";

/** A function that answers no requests. */
const importer = {
  ...apiAdapter,
  name: "importer",
  repository: "importer",
  repositoryId: 700_000_099,
  http: undefined,
  checks: undefined,
};
const INLINE = "aws:iam/rolePolicy:RolePolicy";

describe("the function that tests new versions", () => {
  it("[§4] may call those of functions that have checks, and of no other", async () => {
    const catalog = parseCatalog({ "api-adapter": apiAdapter, importer });
    const made = await record(() => environment(settingsOf("dev"), catalog));
    const { Statement } = JSON.parse(only(made, INLINE, "smoke-test").inputs.policy);
    const invoked = Statement.filter(({ Action }: { Action: string[] }) =>
      Action.includes("lambda:InvokeFunction"),
    );
    expect(invoked.map(({ Resource }: { Resource: string }) => Resource)).to.deep.equal([
      ["arn:aws:lambda:ca-central-1:111111111111:function:nc-api-adapter-dev-function:*"],
    ]);
  });
});
