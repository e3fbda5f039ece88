import { readFileSync } from "node:fs";
import { expect } from "chai";
import { constraintsOf, TABLE } from "../../sandbox/api/models/constraints";
import { listConstraints } from "../../sandbox/api/models/list-constraints";
import { botocoreData } from "../../sandbox/api/models/write";
import { Missing } from "../../tools/progress.mjs";

describe("the constraints of the sandbox's API", () => {
  it("are those of botocore's models, for every operation that is served", async function () {
    let data: string;
    try {
      data = await botocoreData();
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      console.log(`    skipped: ${error.message}`);
      return this.skip();
    }
    // Made anew by: node --import tsx sandbox/api/models/write.ts
    expect(JSON.parse(readFileSync(TABLE, "utf8"))).to.deep.equal(listConstraints(data));
  });

  it("have what AWS's API reference says", () => {
    // CodeDeploy API, CreateDeployment: applicationName has 1 to 100 characters.
    const { applicationName } = constraintsOf("codedeploy", "CreateDeploymentInput");
    expect([applicationName?.min, applicationName?.max]).to.deep.equal([1, 100]);
    // Systems Manager API, CreateOpsItem: Priority is 1 to 5, Source has 1 to 128 characters.
    const { Priority, Source } = constraintsOf("ssm", "CreateOpsItemRequest");
    expect(Priority).to.deep.equal({ min: 1, max: 5 });
    expect([Source?.min, Source?.max]).to.deep.equal([1, 128]);
    // ECS API, RegisterTaskDefinition: networkMode.
    const { networkMode } = constraintsOf("ecs", "RegisterTaskDefinitionRequest");
    expect(networkMode?.values).to.deep.equal(["bridge", "host", "awsvpc", "none"]);
  });
});
