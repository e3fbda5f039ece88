import { expect } from "chai";
import { WorkflowAccess } from "../../../components/github/workflow-access";
import { record } from "../../support/record";

describe("WorkflowAccess", () => {
  it("lets the organization's repositories call the workflows of a private one", async () => {
    const made = await record(() => new WorkflowAccess("platform", { repository: "nc-platform" }));
    expect(made.map(({ type, inputs }) => [type, inputs])).to.deep.equal([
      ["nc:github:WorkflowAccess", {}],
      [
        "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel",
        { repository: "nc-platform", accessLevel: "organization" },
      ],
    ]);
  });
});
