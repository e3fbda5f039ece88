import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Imports, testsOf } from "../../../tools/mutate/tests-of";

describe("the tests of a source file", () => {
  const imports = new Imports(fileURLToPath(new URL("../../../", import.meta.url)));

  it("begin with the one that mirrors it, and have all that import it", () => {
    const { own, judges } = testsOf("infra/evaluation-window.ts", imports);
    expect(own[0]).to.equal("test/infra/evaluation-window.test.ts");
    expect(judges).to.deep.equal([]);
  });

  it("are those of what imports it, where no test does", () => {
    const { own } = testsOf("components/observe/canary/script-zip.ts", imports);
    expect(own[0]).to.equal("test/components/observe/canary/canary-script.test.ts");
  });

  it("have the order between resources where it says what it waits for", () => {
    expect(testsOf("components/runtime/cluster.ts", imports).own).to.deep.equal([
      "test/components/runtime/cluster.test.ts",
      "test/stacks/order.test.ts",
    ]);
  });

  it("are followed by the IAM tests for what says who may do what, but not by their own mutants", () => {
    const { own, judges } = testsOf("components/identity/deploy-role.ts", imports);
    expect(own[0]).to.equal("test/components/identity/deploy-role.test.ts");
    expect(judges)
      .to.include.members(["test/iam/boundary.test.ts", "test/iam/trust.test.ts"])
      .and.not.to.include("test/iam/mutation.test.ts");
  });

  it("are followed by those of the whole catalog for each file of it", () => {
    const { own, judges } = testsOf("infra/catalog/kinds/worker.ts", imports);
    expect(own[0]).to.equal("test/infra/catalog/kinds/worker.test.ts");
    expect(judges)
      .to.include.members([
        "test/infra/catalog/queue.test.ts",
        "test/infra/catalog/kinds/job.test.ts",
      ])
      .and.not.to.include("test/infra/catalog/kinds/worker.test.ts");
  });
});
