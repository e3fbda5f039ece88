import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { terraformStack } from "../../../../delivery/adapters/terraform/stack";

/** What OpenTofu 1.12.6 prints before JSON where TF_CLI_CONFIG_FILE names a file that is not there. */
const WARNING = `
Warning: Unable to open CLI configuration file

The CLI configuration file at "/home/runner/.terraformrc" does not exist.

`;

describe("a stack of Terraform", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-stack-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A stack for which a program prints this. */
  function stackOf(printed: string) {
    const tofu = join(folder, "tofu");
    writeFileSync(join(folder, "printed.txt"), printed);
    writeFileSync(tofu, "#!/bin/sh\nexec /bin/cat printed.txt\n");
    chmodSync(tofu, 0o755);
    const place = { folder, env: { PATH: folder }, signal: new AbortController().signal };
    const backend = { bucket: "b", key: "core/terraform.tfstate", region: "ca-central-1" };
    const contract = { service: "core", environment: "dev", backend } as Parameters<
      typeof terraformStack
    >[1];
    return terraformStack(place, contract);
  }

  it("has the version of its program, also of one that prints a warning before it", async () => {
    const version = JSON.stringify({ terraform_version: "1.12.6" }, undefined, 2);
    expect(await stackOf(version).version()).to.equal("1.12.6");
    expect(await stackOf(WARNING + version).version()).to.equal("1.12.6");
  });

  it("has what a plan changes, also after a warning", async () => {
    const change = { actions: ["create"], before: null, after: {} };
    const plan = {
      format_version: "1.2",
      resource_changes: [{ address: "terraform_data.a", change }],
    };
    expect(await stackOf(WARNING + JSON.stringify(plan)).changes("tfplan.bin")).to.deep.equal([
      { address: "terraform_data.a", kind: "create" },
    ]);
  });
});
