import { expect } from "chai";
import { type StackRepository, stackRepository } from "../../sandbox/rehearsal/delivery/stacks";
import { deployRoleOf } from "../delivery/adapters/aws/support/program-account";
import { describeWithTerraform } from "../terraform/with-terraform";
import { type Claimed, describeClaimed } from "./support/claims";
import { delivered } from "./support/delivered";
import { wordsOfNc } from "./support/run-block";

const STACK = "core";

describeWithTerraform("a runbook's commands of Terraform", () => {
  describeClaimed("run as they stand", "test/runbooks/terraform.test.ts", tests);
});

function tests(commands: Claimed): void {
  let repository: StackRepository;
  const world = delivered(() => repository);
  beforeEach(() => {
    repository = stackRepository({ directory: "iac/stacks/core" });
  });
  afterEach(() => repository.remove());

  it("[§14] rollback.md applies the configuration of the last good release, and destroys what it has not", async () => {
    const good = await world.release(STACK, "1");
    const more = await world.release(STACK, "2");
    expect(more).not.to.equal(good);
    expect(await world.stateOf(STACK)).to.deep.equal(["more", "retention"]);
    const { code, out, err } = await commands.run("rollback.md", "nc rollback core", (command) => {
      const ours = command.replace("prod", "stg").replace("../core", repository.folder);
      return world.nc(wordsOfNc(ours), deployRoleOf(STACK));
    });
    expect(code, err).to.equal(1);
    expect(out).to.match(/incident oi-\S+\n {2}root-cause ticket https:/);
    expect(await world.running(STACK)).to.equal(good);
    expect(await world.stateOf(STACK)).to.deep.equal(["retention"]);
  });
}
