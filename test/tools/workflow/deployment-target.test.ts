import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { stringify } from "yaml";
import { capture } from "../../../tools/children.mjs";
import { deploymentTarget, workloadTarget } from "../../../tools/workflow/deployment-target";
import { describeClaimed } from "../../runbooks/support/claims";
import { CONFIG } from "../../support/contexts";
import { ROOT } from "../../support/sandbox";

const TESTS = "test/tools/workflow/deployment-target.test.ts";

const KEY = {
  secretsprovider: "awskms://alias/nc-platform-stg-pulumi?region=ca-central-1",
  encryptedkey: "AQICAHh",
};

describe("where a job works", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-target-"));
  after(() => rmSync(folder, { recursive: true }));

  const write = (stack: object) => {
    const config = Object.fromEntries(
      Object.entries(CONFIG.stg).map(([key, value]) => [`nc-platform:${key}`, value]),
    );
    writeFileSync(join(folder, "Pulumi.yaml"), "name: nc-platform\n");
    writeFileSync(join(folder, "Pulumi.stg.yaml"), stringify({ config, ...stack }));
    return pathToFileURL(`${folder}/`);
  };
  const target = (stack: object, role: "deploy" | "drift" | "preview" = "deploy") =>
    deploymentTarget(write(stack), "stg", role);

  it("follows from the stack's file alone", () => {
    expect(target(KEY)).to.deep.equal({
      "account-id": "222222222222",
      region: "ca-central-1",
      "role-arn": "arn:aws:iam::222222222222:role/gha-deploy-role",
      "backend-url": "s3://nc-platform-stg-pulumi-222222222222?region=ca-central-1&awssdk=v2",
    });
  });

  it("plans with the role that only reads", () => {
    expect(target(KEY, "preview")["role-arn"]).to.equal(
      "arn:aws:iam::222222222222:role/gha-preview-role",
    );
  });

  it("looks for drift with the role that its workflow alone may assume", () => {
    expect(target(KEY, "drift")["role-arn"]).to.equal(
      "arn:aws:iam::222222222222:role/nc-platform-stg-drift",
    );
  });

  const wrong: Record<string, [stack: object, message: RegExp]> = {
    "no key": [{}, /secretsprovider is missing: .*\n {2}encryptedkey is missing: expected what/],
    "a passphrase": [{ ...KEY, secretsprovider: "passphrase" }, /secretsprovider is "passphrase"/],
    "another environment's key": [
      { ...KEY, secretsprovider: KEY.secretsprovider.replace("stg", "dev") },
      /expected awskms:\/\/alias\/nc-platform-stg-pulumi\?region=ca-central-1/,
    ],
    "another key beside its own": [
      { ...KEY, secretsprovider: `${KEY.secretsprovider}&endpoint=https://mallory.example` },
      /mallory\.example": expected awskms/,
    ],
  };
  for (const [what, [stack, message]] of Object.entries(wrong)) {
    it(`is refused with ${what}`, () => {
      expect(() => target(stack)).to.throw(message);
    });
  }

  it("is a workload's own role, where a workload is delivered", () => {
    expect(workloadTarget(write({}), "stg", "deploy", "ingest-worker")).to.deep.equal({
      "account-id": "222222222222",
      region: "ca-central-1",
      "role-arn": "arn:aws:iam::222222222222:role/nc-ingest-worker-stg-gha-deploy-role",
      "delivery-secret": "/nc/stg/platform/secret/delivery",
    });
  });

  it("is the role that plans, where a Terraform stack is planned", () => {
    expect(workloadTarget(write({}), "stg", "plan", "core")["role-arn"]).to.equal(
      "arn:aws:iam::222222222222:role/nc-core-stg-gha-plan-role",
    );
  });

  for (const service of ["platform", "", "Ingest", "a/../b"]) {
    it(`is refused for "${service}", which is no workload`, () => {
      expect(() => workloadTarget(write({}), "stg", "deploy", service)).to.throw(
        /^arguments:\n {2}workload is "/,
      );
    });
  }
});

describeClaimed("where a person looks for drift", TESTS, (commands) => {
  const folder = mkdtempSync(join(tmpdir(), "nc-target-"));
  before(() => {
    for (const each of ["infra", "package.json", "Pulumi.yaml", "tools", "tsconfig.json"]) {
      cpSync(join(ROOT, each), join(folder, each), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    // `pulumi stack init` has written these.
    const secrets = "awskms://alias/nc-platform-prod-pulumi?region=ca-central-1";
    const settings = readFileSync(join(ROOT, "Pulumi.prod.yaml"), "utf8");
    writeFileSync(
      join(folder, "Pulumi.prod.yaml"),
      `secretsprovider: ${secrets}\nencryptedkey: AQEC\n${settings}`,
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const page of ["break-glass.md", "drift.md"]) {
    it(`is said by the command of ${page}`, async () => {
      const said = await commands.run(page, "deployment-target.ts", (command) =>
        capture("/bin/bash", ["-c", command], { cwd: folder, env: { PATH: process.env.PATH } }),
      );
      expect(said.split("\n")).to.include(
        "role-arn=arn:aws:iam::333333333333:role/nc-platform-prod-drift",
      );
    });
  }
});
