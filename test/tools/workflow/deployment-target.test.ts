import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { stringify } from "yaml";
import { deploymentTarget, workloadTarget } from "../../../tools/workflow/deployment-target";
import { CONFIG } from "../../support/contexts";

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
