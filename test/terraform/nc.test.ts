import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { type Moto, motoFor } from "../support/moto";
import { type Backend, makeBackend } from "./backend";
import type { Ended } from "./lane";
import { makeNcLane, type NcLane } from "./nc-lane";
import { describeWithTerraform } from "./with-terraform";

const STATE = "core/terraform.tfstate";

describeWithTerraform("nc terraform, with a real terraform", () => {
  let moto: Moto;
  let backend: Backend;
  let lane: NcLane;

  before(async function () {
    moto = await motoFor(this);
    backend = await makeBackend(moto.url);
    lane = await makeNcLane(moto.url, backend);
  });

  after(async () => {
    lane?.remove();
    await moto?.stop();
  });

  const plan = async (words = "plan") => {
    const ended = await lane.nc(`${words} --json`);
    expect(ended.code, ended.output).to.equal(0);
    const { answer } = JSON.parse(ended.output.slice(ended.output.indexOf("{\n")));
    return answer as { sha256: string; changes: { address: string; kind: string }[] };
  };
  const resources = async () => {
    const state = JSON.parse((await backend.read(STATE)) ?? '{"resources":[]}');
    return state.resources.map(
      (each: { type: string; name: string }) => `${each.type}.${each.name}`,
    );
  };
  const retention = async () => {
    const state = JSON.parse((await backend.read(STATE)) ?? "{}");
    return state.outputs.retention.value;
  };
  const succeeds = ({ code, output }: Ended) => expect(code, output).to.equal(0);

  it("[§6] plans without changing anything, and applies exactly that plan", async () => {
    const { sha256, changes } = await plan();
    expect(changes).to.deep.equal([
      { address: 'terraform_data.retention["documents"]', kind: "create" },
      { address: 'terraform_data.retention["drafts"]', kind: "create" },
    ]);
    expect(await backend.read(STATE)).to.equal(undefined);

    succeeds(await lane.nc(`apply --sha256 ${sha256}`));

    expect(await retention()).to.deep.equal({ documents: 365, drafts: 30 });
    expect(await backend.read(`${STATE}.tflock`)).to.equal(undefined);
    // The bucket's policy refuses an upload with any other key, and with S3's own.
    expect(await backend.uploadKey(STATE)).to.equal(backend.keyArn);
  });

  it("refuses a plan that another run has overtaken", async () => {
    lane.commitChange("= 30", "= 60");
    const { sha256 } = await plan();
    const again = await plan();
    succeeds(await lane.nc(`apply --sha256 ${again.sha256}`));

    const { code, output } = await lane.nc(`apply --sha256 ${sha256}`);

    expect(code).to.equal(1);
    expect(output).to.include("terraform apply:\n  Error: Saved plan is stale");
    expect(output).to.include(
      "Nothing was changed. Plan again: nc terraform plan core --environment dev --commit <commit>",
    );
    expect(await retention()).to.deep.equal({ documents: 365, drafts: 60 });
  });

  it("refuses a plan of another commit, and one that nobody has stored", async () => {
    const planned = lane.commitChange("= 60", "= 90");
    const { sha256 } = await plan();
    const other = lane.commitChange("= 90", "= 91");

    const another = await lane.nc(`apply --sha256 ${sha256}`);
    const none = await lane.nc(`apply --sha256 ${"0".repeat(64)}`);

    expect(another.code).to.equal(1);
    expect(another.output).to.equal(
      `the plan:\n  commit is "${other}": expected ${planned}, as the plan was approved\n`,
    );
    expect(none.code).to.equal(1);
    expect(none.output).to.match(/^the plan:\n {2}sha256 is "0{64}": expected a plan of core/);
  });

  it("refuses a checkout with changes that are not committed", async () => {
    const main = join(lane.folder, "iac/stacks/core/main.tf");
    writeFileSync(main, `${readFileSync(main, "utf8")}# edited\n`);
    const { code, output } = await lane.nc("plan");
    lane.git("checkout", "--", ".");
    expect(code).to.equal(1);
    expect(output).to.include("  changed files is 1: expected none");
  });

  it("[§14] applies the configuration of the last good state", async () => {
    lane.commitChange("= 91", "= 1");
    succeeds(await lane.nc(`apply --sha256 ${(await plan()).sha256}`));
    expect(await retention()).to.deep.equal({ documents: 365, drafts: 1 });

    lane.git("checkout", "--quiet", "HEAD~1");
    const { sha256, changes } = await plan();
    expect(changes).to.deep.equal([
      { address: 'terraform_data.retention["drafts"]', kind: "update" },
    ]);
    succeeds(await lane.nc(`apply --sha256 ${sha256}`));

    expect(await retention()).to.deep.equal({ documents: 365, drafts: 91 });
    lane.git("checkout", "--quiet", "main");
  });

  it("[§14] destroys the resources that failed, and nothing else", async () => {
    lane.commitStep("exit 3");
    const failed = await lane.nc(`apply --sha256 ${(await plan()).sha256}`);
    expect(failed.code).to.equal(1);
    expect(failed.output).to.include("Error: local-exec provisioner error");
    expect(await resources()).to.include("terraform_data.step");

    const { sha256, changes } = await plan("plan --failed-only");
    expect(changes).to.deep.equal([{ address: "terraform_data.step", kind: "delete" }]);
    succeeds(await lane.nc(`apply --sha256 ${sha256}`));

    expect(await resources()).to.deep.equal(["terraform_data.retention"]);
    const none = await lane.nc("plan --failed-only");
    expect(none.output).to.include("failed resources is 0: expected at least one");
  });

  describe("an apply that is interrupted", () => {
    const file = () => join(lane.folder, ".npm");
    const waits = () => `echo x > ${file()}; while [ -e ${file()} ]; do sleep 0.1; done`;
    const begun = async () => {
      while (!existsSync(file())) await setTimeout(50);
    };

    it("leaves no lock where nc is asked to end", async () => {
      lane.commitStep(waits());
      const { sha256 } = await plan();
      const ended = await lane.nc(`apply --sha256 ${sha256}`, { name: "SIGTERM", when: begun });
      rmSync(file(), { force: true });
      expect(ended.code, ended.output).to.equal(130);
      expect(await backend.read(`${STATE}.tflock`)).to.equal(undefined);
    });

    it("leaves a lock with owner and age where it is killed, which is taken away by its id", async () => {
      const { sha256 } = await plan();
      const killed = await lane.nc(`apply --sha256 ${sha256}`, { name: "SIGKILL", when: begun });
      rmSync(file(), { force: true });
      expect(killed.code).to.equal(null);
      expect(await backend.uploadKey(`${STATE}.tflock`)).to.equal(backend.keyArn);

      const shown = await lane.nc("unlock");
      expect(shown.code, shown.output).to.equal(3);
      expect(shown.output).to.match(
        /holds the lock of core in dev for \d+ s, for OperationTypeApply/,
      );
      const id = /--lock (\S+)/.exec(shown.output)?.[1];
      const other = await lane.nc("unlock --lock another");
      expect(other.code, other.output).to.equal(1);

      succeeds(await lane.nc(`unlock --lock ${id}`));
      expect(await backend.read(`${STATE}.tflock`)).to.equal(undefined);
      const nobody = await lane.nc("unlock");
      expect(nobody).to.deep.equal({ code: 0, output: "nobody holds the lock of core in dev\n" });
      expect((await plan()).changes.map(({ address }) => address)).to.include(
        "terraform_data.step",
      );
    });

    for (const where of ["bucket", "table"] as const) {
      it(`can leave the lock in the ${where} alone, which is shown and taken away too`, async () => {
        const id = "41dc68f7-f2ca-872b-2cb6-d20d575cb056";
        await backend.leaveLock(where, STATE, id);
        const shown = await lane.nc("unlock");
        expect(shown.output).to.include(`add --lock ${id}`);

        succeeds(await lane.nc(`unlock --lock ${id}`));

        expect(await backend.read(`${STATE}.tflock`)).to.equal(undefined);
        expect(await backend.locks()).to.deep.equal([`${backend.bucket}/${STATE}-md5`]);
      });
    }
  });
});
