import { expect } from "chai";
import { examine } from "../../../delivery/doctor/check";
import { type Machine, programsCheck, trustedRootCheck } from "../../../delivery/doctor/programs";
import type { Environment } from "../../../infra/environments";
import { InvalidInput } from "../../../infra/problems";
import type { ReleaseContract } from "../../../infra/release/contract";
import { CONTRACTS } from "../../infra/release/contracts";
import { settingsOf } from "../../support/contexts";

/** A machine that has nothing. */
const missing = (name: string) => async () => {
  throw new InvalidInput(name, [`spawn ${name} ENOENT`]);
};
const BARE: Machine = {
  oras: missing("oras"),
  terraform: missing("terraform"),
  trustedRoot: missing("root"),
};

describe("the programs that nc doctor looks for", () => {
  const look = async (environment: Environment, ...contracts: readonly ReleaseContract[]) => {
    const read = async () => ({ contracts, problems: [] });
    return examine([programsCheck(settingsOf(environment), BARE, read)]);
  };
  const { service, terraform, function: lambda } = CONTRACTS;

  it("are those with which the environment's workloads are promoted, each with what mends it", async () => {
    const [oras, stack, ...others] = await look("prod", service, terraform);
    expect(oras).to.deep.include({
      problem:
        'oras is "spawn oras ENOENT": expected a program that copies images, on the PATH or named by NC_ORAS',
      mend: 'export NC_ORAS="$(node tools/workflow/build-oras.mjs)"',
    });
    expect(stack).to.deep.include({
      problem: 'terraform is "spawn terraform ENOENT": expected terraform or tofu, on the PATH',
    });
    expect(others).to.deep.equal([]);
  });

  it("are not looked for where nothing needs them: images are copied into prod alone", async () => {
    const none = [{ check: "programs", result: "ok", found: "none is needed" }];
    expect(await look("stg", service)).to.deep.equal(none);
    expect(await look("prod", lambda)).to.deep.equal(none);
    expect(await look("dev", terraform)).to.have.nested.property("[0].result", "problem");
  });

  it("are of no use without the trusted root, whose problem is told with what mends it", async () => {
    expect(await examine([trustedRootCheck(BARE)])).to.deep.equal([
      {
        check: "trusted root",
        result: "problem",
        problem: "spawn root ENOENT",
        mend: "unset NC_TRUSTED_ROOT; git checkout -- infra/signing/trusted-root.json",
      },
    ]);
  });
});
