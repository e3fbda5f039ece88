import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Missing, say } from "../../tools/progress.mjs";
import { pythonTool } from "../../tools/setup/python.mjs";
import { scanTerraform } from "../../tools/workflow/iac-scan";

const OPEN = `resource "aws_security_group" "open" {
  description = "open"
  ingress {
    description = "ssh"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;

describe("the IaC scan of a Terraform stack", () => {
  let folder: string;
  before(async function () {
    try {
      await pythonTool("checkov", undefined, "iac");
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      say(`No stack was scanned. ${error.message}`);
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "nc-iac-"));
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  /** A stack of one file. */
  function stack(name: string, text: string, file = "main.tf"): string {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, file), text);
    return join(folder, name);
  }
  const refusal = (path: string) => scanTerraform(path).then(String, String);

  it("[§12] has no objection to the stack of this repository", async () => {
    expect((await scanTerraform("iac/stacks/core")).violations).to.deep.equal([]);
  });

  it("[§12] names what is wrong with a stack, by its line, unless that line says why not", async () => {
    const { violations } = await scanTerraform(stack("open", OPEN));
    // Checkov's documentation, "Policy Index": CKV_AWS_24.
    expect(violations).to.include(
      "main.tf:1 aws_security_group.open CKV_AWS_24: Ensure no security groups allow ingress from 0.0.0.0:0 to port 22",
    );
    const reason = "#checkov:skip=CKV_AWS_24:a bastion of a test";
    const skipped = await scanTerraform(stack("skipped", OPEN.replace("{\n", `{\n  ${reason}\n`)));
    expect(skipped.violations.filter((each) => each.includes("CKV_AWS_24"))).to.deep.equal([]);
    expect(skipped.skipped).to.equal(1);
  });

  it("[§12] cannot be told by the stack to find less, and refuses what it cannot read", async () => {
    stack("lenient", OPEN);
    expect(await refusal(stack("lenient", "soft-fail: true\n", ".checkov.yaml"))).to.equal(
      'InvalidInput: the IaC scan:\n  file is ".checkov.yaml": expected no such file: a rule is skipped in the resource, with its reason',
    );
    expect(await refusal(stack("broken", 'resource "x" {\n'))).to.equal(
      "InvalidInput: the IaC scan:\n  files with mistakes is 1: expected none",
    );
    expect(await refusal(join(folder, "absent"))).to.include("expected the folder of a stack");
  });
});
