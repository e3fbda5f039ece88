import { expect } from "chai";
import { loadTestCatalog } from "../support/catalog";
import { may, verdict } from "./support/judge";
import { type Document, type Role, roleNamed, rolesOf } from "./support/roles";

const ACCOUNT = "333333333333";
const IAM = `arn:aws:iam::${ACCOUNT}`;
const BOUNDARY = `${IAM}:policy/nc-platform-prod-boundary`;
const KEY = `arn:aws:kms:ca-central-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const TRAIL = `arn:aws:cloudtrail:ca-central-1:${ACCOUNT}:trail/organization`;

/** What an administrator has: only the boundary is left to refuse. */
const EVERYTHING: Document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** Refused, whoever asks: action, resource, condition keys. */
const NEVER: [action: string, resource: string, keys?: Record<string, string | string[]>][] = [
  ["iam:CreateUser", `${IAM}:user/mallory`],
  ["iam:CreateAccessKey", `${IAM}:user/mallory`],
  ["iam:CreateLoginProfile", `${IAM}:user/mallory`],
  ["iam:CreateOpenIDConnectProvider", `${IAM}:oidc-provider/evil.example.com`],
  ["iam:DeleteOpenIDConnectProvider", `${IAM}:oidc-provider/token.actions.githubusercontent.com`],
  ["iam:CreateRole", `${IAM}:role/nc-x-prod-task`],
  [
    "iam:CreateRole",
    `${IAM}:role/nc-x-prod-task`,
    { "iam:PermissionsBoundary": `${IAM}:policy/AdministratorAccess` },
  ],
  ["iam:CreateRole", `${IAM}:role/backdoor`, { "iam:PermissionsBoundary": BOUNDARY }],
  ["iam:PutRolePolicy", `${IAM}:role/nc-x-prod-task`],
  [
    "iam:DeleteRolePermissionsBoundary",
    `${IAM}:role/nc-x-prod-task`,
    { "iam:PermissionsBoundary": BOUNDARY },
  ],
  [
    "iam:PutRolePermissionsBoundary",
    `${IAM}:role/nc-x-prod-task`,
    { "iam:PermissionsBoundary": `${IAM}:policy/nc-x-prod-wider` },
  ],
  ["iam:CreatePolicyVersion", BOUNDARY],
  ["iam:SetDefaultPolicyVersion", BOUNDARY],
  ["iam:DeletePolicy", BOUNDARY],
  ["iam:CreatePolicy", `${IAM}:policy/nc-x-prod-wider`],
  ["iam:CreatePolicyVersion", `${IAM}:policy/nc-platform-prod-deploy-data`],
  ["iam:DeletePolicy", `${IAM}:policy/nc-platform-prod-deploy-data`],
  ["iam:PutRolePolicy", `${IAM}:role/gha-deploy-role`, { "iam:PermissionsBoundary": BOUNDARY }],
  [
    "iam:UpdateAssumeRolePolicy",
    `${IAM}:role/gha-deploy-role`,
    { "iam:PermissionsBoundary": BOUNDARY },
  ],
  ["iam:AttachRolePolicy", `${IAM}:role/gha-preview-role`, { "iam:PermissionsBoundary": BOUNDARY }],
  ["iam:UpdateAssumeRolePolicy", `${IAM}:role/OrganizationAccountAccessRole`],
  ["iam:PassRole", `${IAM}:role/Administrator`, { "iam:PassedToService": "lambda.amazonaws.com" }],
  ["sts:AssumeRole", "arn:aws:iam::222222222222:role/gha-deploy-role"],
  ["organizations:LeaveOrganization", "*"],
  ["account:CloseAccount", `arn:aws:account::${ACCOUNT}:account`],
  ["cloudtrail:StopLogging", TRAIL],
  ["cloudtrail:DeleteTrail", TRAIL],
  ["guardduty:DeleteDetector", `arn:aws:guardduty:ca-central-1:${ACCOUNT}:detector/d1`],
  ["kms:ScheduleKeyDeletion", KEY],
  ["kms:DisableKey", KEY],
  [
    "secretsmanager:GetSecretValue",
    `arn:aws:secretsmanager:ca-central-1:${ACCOUNT}:secret:/nc/stg/x/secret/token-AbCdEf`,
  ],
  ["ssm:GetParameter", `arn:aws:ssm:ca-central-1:${ACCOUNT}:parameter/nc/stg/x/config/level`],
  ["ssm:GetParameter", `arn:aws:ssm:ca-central-1:${ACCOUNT}:parameter/admin/root-password`],
  [
    "sqs:SendMessage",
    `arn:aws:sqs:eu-west-1:${ACCOUNT}:nc-x-prod-queue`,
    { "aws:RequestedRegion": "eu-west-1" },
  ],
  [
    "sqs:SendMessage",
    `arn:aws:sqs:us-east-1:${ACCOUNT}:nc-x-prod-queue`,
    { "aws:RequestedRegion": "us-east-1" },
  ],
  [
    "codeartifact:ReadFromRepository",
    `arn:aws:codeartifact:eu-west-1:${ACCOUNT}:repository/wheels/wheels`,
    { "aws:RequestedRegion": "eu-west-1" },
  ],
  ["rds:DeleteDBInstance", `arn:aws:rds:ca-central-1:${ACCOUNT}:db:main`],
  ["lightsail:CreateInstances", "*"],
];

/** What a running workload does: the boundary must not stand in its way. */
const RUNTIME: [action: string, resource: string, keys?: Record<string, string | string[]>][] = [
  ["sqs:ReceiveMessage", `arn:aws:sqs:ca-central-1:${ACCOUNT}:nc-audit-queue-prod-queue`],
  [
    "secretsmanager:GetSecretValue",
    `arn:aws:secretsmanager:ca-central-1:${ACCOUNT}:secret:/nc/prod/x/secret/token-AbCdEf`,
  ],
  ["ssm:GetParameters", `arn:aws:ssm:ca-central-1:${ACCOUNT}:parameter/nc/prod/x/config/level`],
  [
    "logs:PutLogEvents",
    `arn:aws:logs:ca-central-1:${ACCOUNT}:log-group:/nc/prod/x/logs/app:log-stream:1`,
  ],
  ["kms:Decrypt", KEY],
  [
    "codeartifact:ReadFromRepository",
    `arn:aws:codeartifact:us-east-1:${ACCOUNT}:repository/wheels/wheels`,
    { "aws:RequestedRegion": "us-east-1" },
  ],
  ["kms:GenerateDataKey", KEY],
  ["ecr:BatchGetImage", `arn:aws:ecr:ca-central-1:${ACCOUNT}:repository/nc-x-prod-image`],
  ["lambda:InvokeFunction", `arn:aws:lambda:ca-central-1:${ACCOUNT}:function:nc-x-prod-hook`],
  ["codedeploy:PutLifecycleEventHookExecutionStatus", "*"],
  [
    "elasticloadbalancing:ModifyListener",
    `arn:aws:elasticloadbalancing:ca-central-1:${ACCOUNT}:listener/app/x/1/2`,
  ],
  [
    "ecs:UpdateServicePrimaryTaskSet",
    `arn:aws:ecs:ca-central-1:${ACCOUNT}:service/nc-core/nc-x-prod-service`,
  ],
  ["ecs:RunTask", `arn:aws:ecs:ca-central-1:${ACCOUNT}:task-definition/nc-x-prod-task:1`],
  [
    "iam:PassRole",
    `${IAM}:role/nc-x-prod-task`,
    { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
  ],
  ["cloudwatch:PutMetricData", "*"],
  ["s3:ListAllMyBuckets", "*", { "aws:RequestedRegion": "us-east-1" }],
  ["s3:PutObject", "arn:aws:s3:::nc-x-prod-canary/1.json"],
  ["ec2:CreateNetworkInterface", `arn:aws:ec2:ca-central-1:${ACCOUNT}:subnet/subnet-1`],
  ["xray:PutTraceSegments", "*"],
];

describe("the permissions boundary", () => {
  let deploy: Role;
  let platform: Role;

  before(async () => {
    const roles = await rolesOf("prod", await loadTestCatalog());
    deploy = roleNamed(roles, "nc-ingest-worker-prod-gha-deploy-role");
    platform = roleNamed(roles, "gha-deploy-role");
  });

  for (const [action, resource, keys = {}] of NEVER) {
    const told = Object.values(keys).join();
    it(`refuses everyone ${action} on ${resource.replace(/^arn:aws:/, "")} ${told}`, async () => {
      for (const role of [deploy, platform]) {
        const asked = { permissions: [EVERYTHING], with: keys };
        expect(await may(role, action, resource, asked), role.name).to.equal(false);
      }
    });
  }

  it("refuses outright what a resource's own policy, or a wider boundary, could let through", async () => {
    const bounded = { "iam:PermissionsBoundary": BOUNDARY };
    for (const [action, resource, keys = {}] of [
      ["iam:CreateUser", `${IAM}:user/mallory`],
      ["iam:CreateAccessKey", `${IAM}:user/mallory`],
      ["iam:CreateLoginProfile", `${IAM}:user/mallory`],
      ["iam:CreateOpenIDConnectProvider", `${IAM}:oidc-provider/evil.example.com`],
      ["iam:UpdateAssumeRolePolicy", `${IAM}:role/gha-deploy-role`, bounded],
      ["iam:DeleteRole", `${IAM}:role/gha-preview-role`],
      ["sts:AssumeRole", "arn:aws:iam::222222222222:role/gha-deploy-role"],
      ["organizations:LeaveOrganization", "*"],
      ["account:CloseAccount", `arn:aws:account::${ACCOUNT}:account`],
      ["guardduty:DeleteDetector", `arn:aws:guardduty:ca-central-1:${ACCOUNT}:detector/d1`],
    ] as const) {
      const asked = { permissions: [EVERYTHING], with: keys };
      expect(await verdict(platform, action, resource, asked), action).to.equal("ExplicitlyDenied");
    }
  });

  it("leaves a running workload what it needs", async () => {
    for (const [action, resource, keys = {}] of RUNTIME) {
      const asked = { permissions: [EVERYTHING], with: keys };
      expect(await may(deploy, action, resource, asked), action).to.equal(true);
    }
  });

  it("lets the platform's role alone manage roles, networks and keys", async () => {
    const bounded = { "iam:PermissionsBoundary": BOUNDARY };
    for (const [action, resource, keys = {}] of [
      ["iam:CreateRole", `${IAM}:role/nc-x-prod-task`, bounded],
      ["iam:PutRolePolicy", `${IAM}:role/nc-x-prod-task`, bounded],
      ["iam:UpdateAssumeRolePolicy", `${IAM}:role/nc-x-prod-task`, bounded],
      [
        "iam:CreateServiceLinkedRole",
        `${IAM}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
      ],
      ["ec2:CreateVpc", `arn:aws:ec2:ca-central-1:${ACCOUNT}:vpc/vpc-1`],
      ["kms:PutKeyPolicy", KEY],
    ] as const) {
      const asked = { permissions: [EVERYTHING], with: keys };
      expect(await may(platform, action, resource, asked), action).to.equal(true);
      expect(await may(deploy, action, resource, asked), action).to.equal(false);
    }
  });

  it("lets a key be granted to AWS services alone", async () => {
    const grant = (forAws: string) =>
      may(deploy, "kms:CreateGrant", KEY, {
        permissions: [EVERYTHING],
        with: { "kms:GrantIsForAWSResource": forAws },
      });
    expect(await grant("true")).to.equal(true);
    expect(await grant("false")).to.equal(false);
  });

  it("fits in a managed policy", () => {
    expect(JSON.stringify(platform.boundary).replace(/\s/g, "").length).to.be.at.most(6144);
  });
});
