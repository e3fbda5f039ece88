import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { type Moto, motoFor } from "../support/moto";
import { type Backend, makeBackend } from "./backend";
import { checkOut, type Ended, type Lane, type Locking } from "./lane";
import { describeWithTerraform } from "./with-terraform";

describeWithTerraform("Terraform lane, with a real terraform", (terraform) => {
  let moto: Moto;
  let backend: Backend;
  const lanes: Lane[] = [];
  const lane = (service: string, locking?: Locking) => {
    const made = checkOut(terraform, { url: moto.url, backend, service }, locking);
    lanes.push(made);
    return made;
  };

  before(async function () {
    moto = await motoFor(this);
    backend = await makeBackend(moto.url);
  });

  after(async () => {
    for (const each of lanes) each.remove();
    await moto?.stop();
  });

  it("[§6] applies exactly the plan, and keeps its state under the workload's name", async () => {
    const core = lane("core");
    await init(core);
    succeeds(await core.run("validate"));
    succeeds(await core.run("plan", "-out=tfplan.bin", "-var=release=v1.0.0"));
    expect(await backend.read("core/terraform.tfstate")).to.equal(undefined);

    succeeds(await core.run("apply", "-auto-approve", "tfplan.bin"));

    const state = JSON.parse((await backend.read("core/terraform.tfstate")) ?? "{}");
    expect(state.resources[0].instances[0].attributes.input).to.deep.equal({
      value: "v1.0.0",
      type: "string",
    });
  });

  it("[§6] leaves no lock behind, and every state as a version", async () => {
    const versions = await backend.versions("core/terraform.tfstate");
    const core = lane("core");
    await init(core);
    succeeds(await core.run("apply", "-auto-approve", "-var=release=v1.1.0"));

    expect(await backend.versions("core/terraform.tfstate")).to.be.above(versions);
    expect(await backend.read("core/terraform.tfstate.tflock")).to.equal(undefined);
    // What is left is not a lock: the digest of the newest state.
    expect(await backend.locks()).to.deep.equal([`${backend.bucket}/core/terraform.tfstate-md5`]);
  });

  it("refuses a plan that another run has overtaken", async () => {
    const core = lane("core");
    await init(core);
    succeeds(await core.run("plan", "-out=tfplan.bin", "-var=release=v2.0.0"));
    succeeds(await core.run("apply", "-auto-approve", "-var=release=v1.2.0"));

    const { code, output } = await core.run("apply", "-auto-approve", "tfplan.bin");
    expect(code).to.equal(1);
    expect(output).to.include("Saved plan is stale");
  });

  for (const locking of ["both", "file", "table"] as const) {
    it(`[§6] refuses a second run while one goes on, that locks by ${locking}`, async () => {
      const first = lane("held");
      const second = lane("held", locking);
      await Promise.all([init(first), init(second)]);
      const release = join(first.folder, "go-on");
      const running = first.run(
        ...["apply", "-auto-approve", `-var=release=${locking}`],
        ...[`-var=hold=${release}`, "-replace=terraform_data.release"],
      );
      await held("held/terraform.tfstate");

      const refused = await second.run("plan", "-lock-timeout=0s", "-var=release=v9");
      writeFileSync(release, "");
      succeeds(await running);

      expect(refused.code).to.equal(1);
      expect(refused.output).to.include("Error acquiring the state lock");
      succeeds(await second.run("plan", "-var=release=v9"));
    });
  }

  it("[§6] lets two workloads go on at once", async () => {
    const [one, two] = [lane("one"), lane("two")];
    await Promise.all([init(one), init(two)]);
    const release = join(one.folder, "go-on");
    const running = one.run("apply", "-auto-approve", "-var=release=v1", `-var=hold=${release}`);
    await held("one/terraform.tfstate");

    const other = await two.run("apply", "-auto-approve", "-var=release=v1");
    writeFileSync(release, "");

    succeeds(other);
    succeeds(await running);
  });

  /** Waits until both locks of a state are taken. */
  async function held(key: string): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const locks = await backend.locks();
      const file = await backend.read(`${key}.tflock`);
      if (file !== undefined && locks.includes(`${backend.bucket}/${key}`)) return;
      await setTimeout(100);
    }
    throw new Error(`${key} was not locked`);
  }
});

async function init(lane: Lane): Promise<void> {
  succeeds(await lane.run("init", "-backend-config=env/dev.hcl"));
}

function succeeds({ code, output }: Ended): void {
  expect(code, output).to.equal(0);
}
