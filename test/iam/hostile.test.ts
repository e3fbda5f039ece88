import { expect } from "chai";
import { ENVIRONMENTS } from "../../infra/environments";
import { loadTestCatalog } from "../support/catalog";
import type { Ask } from "./support/asks";
import { everyOption } from "./support/every-option";
import { may } from "./support/judge";
import { type Document, type Role, roleNamed, rolesOf } from "./support/roles";

const ACCOUNT = "333333333333";
const EVERYTHING: Document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
const SERVICE = `arn:aws:ecs:ca-central-1:${ACCOUNT}:service/nc-core/nc-audit-queue-prod-service`;
const TASK = `arn:aws:ecs:ca-central-1:${ACCOUNT}:task-definition/nc-audit-queue-prod-task:1`;
const FUNCTION = `arn:aws:lambda:ca-central-1:${ACCOUNT}:function:nc-api-adapter-prod-function`;
const CANARY = `arn:aws:lambda:ca-central-1:${ACCOUNT}:function:cwsyn-nc-api-adapter-prod-s-1`;

/** Public addresses and shells: the action, its condition key and a resource. */
const NEVER_IN_TASKS = [
  ["ecs:CreateService", "ecs:auto-assign-public-ip", SERVICE],
  ["ecs:UpdateService", "ecs:auto-assign-public-ip", SERVICE],
  ["ecs:CreateService", "ecs:enable-execute-command", SERVICE],
  ["ecs:UpdateService", "ecs:enable-execute-command", SERVICE],
  ["ecs:RunTask", "ecs:enable-execute-command", TASK],
] as const;

type Keys = NonNullable<Ask["with"]>;

describe("what a stolen role could try", () => {
  let platform: Role;
  let worker: Role;
  let every: Role[];

  before(async () => {
    const catalog = [...(await loadTestCatalog()), ...everyOption()];
    every = [];
    for (const each of ENVIRONMENTS) every.push(...(await rolesOf(each, catalog)).values());
    const prod = await rolesOf("prod", catalog);
    platform = roleNamed(prod, "gha-deploy-role");
    worker = roleNamed(prod, "nc-audit-queue-prod-gha-deploy-role");
  });

  const update = (keys?: Keys) => may(worker, "ecs:UpdateService", SERVICE, { with: keys });
  const permit = (resource: string, keys: Keys) =>
    may(platform, "lambda:AddPermission", resource, { with: keys });

  it("a delivery moves no service to another network, gives it no public address, and no shell", async () => {
    expect(await update()).to.equal(true);
    expect(await update({ "ecs:subnet": ["subnet-1"] })).to.equal(false);
    expect(await update({ "ecs:auto-assign-public-ip": "true" })).to.equal(false);
    expect(await update({ "ecs:enable-execute-command": "true" })).to.equal(false);
    const kept = { "ecs:auto-assign-public-ip": "false", "ecs:enable-execute-command": "false" };
    expect(await update(kept)).to.equal(true);
  });

  for (const [action, key, on] of NEVER_IN_TASKS) {
    it(`nobody sets ${key} by ${action}, whatever else is allowed`, async () => {
      const asked = (value: string) => ({ permissions: [EVERYTHING], with: { [key]: value } });
      for (const role of [platform, worker]) {
        expect(await may(role, action, on, asked("true")), role.name).to.equal(false);
        expect(await may(role, action, on, asked("false")), role.name).to.equal(true);
      }
    });
  }

  it("nobody opens the account's buckets to the public, whatever else is allowed", async () => {
    for (const role of every) {
      const asked = { permissions: [EVERYTHING] };
      expect(await may(role, "s3:PutAccountPublicAccessBlock", "*", asked), role.arn).to.equal(
        false,
      );
    }
  });

  it("the platform opens a function to the services that call it", async () => {
    for (const service of ["apigateway", "secretsmanager"]) {
      const keys = { "lambda:Principal": `${service}.amazonaws.com` };
      expect(await permit(FUNCTION, keys), service).to.equal(true);
    }
    expect(await permit(CANARY, { "lambda:Principal": "synthetics.amazonaws.com" })).to.equal(true);
  });

  for (const principal of [
    "*",
    "999999999999",
    "arn:aws:iam::999999999999:root",
    "arn:aws:iam::333333333333:role/anyone",
    "evil.example.com",
  ]) {
    it(`the platform opens no function to ${principal}`, async () => {
      for (const resource of [FUNCTION, CANARY]) {
        expect(await permit(resource, { "lambda:Principal": principal }), resource).to.equal(false);
      }
    });
  }

  it("the platform opens no function to other services, and none by a URL", async () => {
    for (const service of ["s3", "sns", "iot", "states"]) {
      const keys = { "lambda:Principal": `${service}.amazonaws.com` };
      expect(await permit(FUNCTION, keys), service).to.equal(false);
    }
    for (const type of ["NONE", "AWS_IAM"]) {
      const keys = {
        "lambda:Principal": "apigateway.amazonaws.com",
        "lambda:FunctionUrlAuthType": type,
      };
      for (const resource of [FUNCTION, CANARY]) {
        expect(await permit(resource, keys), `${resource} ${type}`).to.equal(false);
      }
    }
  });
});
