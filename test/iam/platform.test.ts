import { expect } from "chai";
import { loadTestCatalog } from "../support/catalog";
import { throughKey } from "./support/asks";
import { may } from "./support/judge";
import { type Role, roleNamed, rolesOf } from "./support/roles";

const ACCOUNT = "333333333333";
const IAM = `arn:aws:iam::${ACCOUNT}`;
const BOUNDED = { "iam:PermissionsBoundary": `${IAM}:policy/nc-platform-prod-boundary` };
const BUCKET = `nc-platform-prod-pulumi-${ACCOUNT}`;
const at = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:${ACCOUNT}:${resource}`;

type Keys = Record<string, string | string[]>;
type Ask = readonly [action: string, resource: string, keys?: Keys];

/** What applying takes beside the calls of each type of resource, for which see types.test.ts. */
const APPLIES: readonly Ask[] = [
  ["kms:CreateGrant", at("kms", "key/1"), { "kms:GrantIsForAWSResource": "true" }],
  ["s3:GetObject", `arn:aws:s3:::${BUCKET}/.pulumi/stacks/prod.json`],
  ["s3:PutObject", `arn:aws:s3:::${BUCKET}/.pulumi/stacks/prod.json`],
  ["s3:DeleteObject", `arn:aws:s3:::${BUCKET}/.pulumi/locks/prod.json`],
  ["route53:GetChange", "arn:aws:route53:::change/C1", { "aws:RequestedRegion": "us-east-1" }],
  [
    "secretsmanager:GetSecretValue",
    at("secretsmanager", "secret:/nc/prod/platform/secret/github-app-AbCdEf"),
  ],
];

/** Never its to do, by its own policy or by the boundary. */
const REFUSES: readonly Ask[] = [
  ["iam:CreateRole", `${IAM}:role/nc-x-prod-task`],
  ["iam:CreateRole", `${IAM}:role/Administrator`, BOUNDED],
  ["iam:PutRolePolicy", `${IAM}:role/gha-deploy-role`, BOUNDED],
  ["iam:CreatePolicyVersion", `${IAM}:policy/nc-platform-prod-boundary`],
  ["iam:CreatePolicyVersion", `${IAM}:policy/nc-platform-prod-deploy-network`],
  ["iam:SetDefaultPolicyVersion", `${IAM}:policy/nc-platform-prod-deploy-network`],
  ["iam:CreatePolicy", `${IAM}:policy/nc-x-prod-anything`],
  ["iam:AttachRolePolicy", `${IAM}:role/gha-deploy-role`, BOUNDED],
  ["iam:AttachRolePolicy", `${IAM}:role/nc-x-prod-task`, BOUNDED],
  ["iam:DetachRolePolicy", `${IAM}:role/gha-deploy-role`, BOUNDED],
  ["iam:PassRole", `${IAM}:role/nc-x-prod-task`, { "iam:PassedToService": "glue.amazonaws.com" }],
  ["iam:PassRole", `${IAM}:role/nc-x-prod-task`, { "iam:PassedToService": "events.amazonaws.com" }],
  [
    "iam:CreateServiceLinkedRole",
    `${IAM}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
    { "iam:AWSServiceName": "guardduty.amazonaws.com" },
  ],
  ["iam:CreateUser", `${IAM}:user/mallory`],
  ["secretsmanager:GetSecretValue", at("secretsmanager", "secret:/nc/prod/x/secret/t-AbCdEf")],
  [
    "secretsmanager:GetSecretValue",
    at("secretsmanager", "secret:/nc/prod/platform/secret/github-app-key-AbCdEf"),
  ],
  ["secretsmanager:PutSecretValue", at("secretsmanager", "secret:/nc/prod/x/secret/t-AbCdEf")],
  ["dynamodb:GetItem", at("dynamodb", "table/nc-platform-prod-terraform-locks")],
  ["sqs:ReceiveMessage", at("sqs", "nc-audit-queue-prod-queue")],
  ["lambda:InvokeFunction", at("lambda", "function:nc-api-adapter-prod-function")],
  ["s3:GetObject", `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}/ingest-worker/sbom/1.json`],
  ["s3:PutBucketPolicy", "arn:aws:s3:::finance-reports"],
  ["kms:ScheduleKeyDeletion", at("kms", "key/11111111-2222-3333-4444-555555555555")],
  [
    "route53:ChangeResourceRecordSets",
    "arn:aws:route53:::hostedzone/Z000000000000",
    { "aws:RequestedRegion": "us-east-1" },
  ],
  ["ec2:RunInstances", at("ec2", "instance/i-1")],
  ["ec2:AcceptVpcPeeringConnection", at("ec2", "vpc-peering-connection/pcx-1")],
  ["ecs:RunTask", at("ecs", "task-definition/nc-x-prod-task:1")],
  ["codedeploy:CreateDeployment", at("codedeploy", "deploymentgroup:nc-x-prod-delivery/nc-x-prod")],
  ["appconfig:StartDeployment", at("appconfig", "application/a1")],
  ["logs:GetLogEvents", at("logs", "log-group:/nc/prod/x/logs/app:log-stream:1")],
  [
    "lambda:CreateEventSourceMapping",
    "*",
    { "lambda:FunctionArn": at("lambda", "function:payroll") },
  ],
];

/** A pull request may see these. */
const SEES: readonly Ask[] = [
  ["s3:GetObject", `arn:aws:s3:::${BUCKET}/.pulumi/stacks/prod.json`],
  ["s3:ListBucket", `arn:aws:s3:::${BUCKET}`],
  ["s3:GetBucketPolicy", `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}`],
  ["iam:GetRole", `${IAM}:role/gha-deploy-role`],
  ["ec2:DescribeVpcs", "*"],
  ["kms:GetKeyPolicy", at("kms", "key/1")],
  ["lambda:GetFunctionConfiguration", at("lambda", "function:nc-api-adapter-prod-function")],
  ["ssm:GetParameter", at("ssm", "parameter/nc/prod/x/config/level")],
  ["secretsmanager:DescribeSecret", at("secretsmanager", "secret:/nc/prod/x/secret/t-AbCdEf")],
];

/** And never these: changes, and whatever holds data. */
const HIDDEN: readonly Ask[] = [
  [
    "secretsmanager:GetSecretValue",
    at("secretsmanager", "secret:/nc/prod/platform/secret/github-app-AbCdEf"),
  ],
  ["secretsmanager:GetSecretValue", at("secretsmanager", "secret:/nc/prod/x/secret/t-AbCdEf")],
  ["ssm:GetParameter", at("ssm", "parameter/nc/prod/x/secret/token")],
  ["s3:GetObject", `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}/ingest-worker/sbom/1.json`],
  [
    "s3:GetObject",
    `arn:aws:s3:::nc-platform-prod-terraform-state-${ACCOUNT}/core/terraform.tfstate`,
  ],
  ["s3:PutObject", `arn:aws:s3:::${BUCKET}/.pulumi/stacks/prod.json`],
  ["lambda:GetFunction", at("lambda", "function:nc-api-adapter-prod-function")],
  ["ecr:BatchGetImage", at("ecr", "repository/nc-ingest-worker-prod-image")],
  ["ecr:GetAuthorizationToken", "*"],
  ["logs:FilterLogEvents", at("logs", "log-group:/nc/prod/x/logs/app")],
  ["logs:GetLogEvents", at("logs", "log-group:/nc/prod/x/logs/app:log-stream:1")],
  ["dynamodb:GetItem", at("dynamodb", "table/nc-platform-prod-terraform-locks")],
  ["sqs:ReceiveMessage", at("sqs", "nc-audit-queue-prod-queue")],
  ["iam:CreateRole", `${IAM}:role/nc-x-prod-task`, BOUNDED],
  ["iam:PassRole", `${IAM}:role/nc-x-prod-task`, { "iam:PassedToService": "lambda.amazonaws.com" }],
  ["ecs:UpdateService", at("ecs", "service/nc-core/nc-x-prod-service")],
  ["apigateway:GET", "arn:aws:apigateway:ca-central-1::/apikeys"],
  ["apigateway:GET", "arn:aws:apigateway:ca-central-1::/usageplans/u1/keys"],
];

describe("the platform's own roles", () => {
  let deploy: Role;
  let preview: Role;

  before(async () => {
    const roles = await rolesOf("prod", await loadTestCatalog());
    deploy = roleNamed(roles, "gha-deploy-role");
    preview = roleNamed(roles, "gha-preview-role");
  });

  const allowed = async (role: Role, asks: readonly Ask[]) => {
    const answers = await Promise.all(
      asks.map(async ([action, resource, keys]) =>
        (await may(role, action, resource, { with: keys })) ? [`${action} ${resource}`] : [],
      ),
    );
    return answers.flat();
  };
  const textOf = (asks: readonly Ask[]) => asks.map(([action, on]) => `${action} ${on}`);

  it("gha-deploy-role keeps state, grants and credentials of what it applies", async () => {
    expect(await allowed(deploy, APPLIES)).to.deep.equal(textOf(APPLIES));
  });

  it("[§9] no role of dev or stg reads the credentials of the GitHub App", async () => {
    for (const [environment, account] of [
      ["dev", "111111111111"],
      ["stg", "222222222222"],
    ] as const) {
      const secret = `secret:/nc/${environment}/platform/secret/github-app-AbCdEf`;
      const arn = `arn:aws:secretsmanager:ca-central-1:${account}:${secret}`;
      for (const role of (await rolesOf(environment, await loadTestCatalog())).values()) {
        expect(await may(role, "secretsmanager:GetSecretValue", arn), role.arn).to.equal(false);
      }
    }
  });

  it("gha-deploy-role reads no data, and changes neither itself nor its boundary", async () => {
    expect(await allowed(deploy, REFUSES)).to.deep.equal([]);
  });

  it("gha-preview-role sees the shape of what there is, and Pulumi's state", async () => {
    expect(await allowed(preview, SEES)).to.deep.equal(textOf(SEES));
  });

  it("[§9] gha-preview-role sees no secret and no data, and changes nothing", async () => {
    expect(await allowed(preview, HIDDEN)).to.deep.equal([]);
  });

  it("gha-preview-role stays blind when someone attaches a policy that allows everything", async () => {
    const everything = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    };
    for (const [action, resource] of HIDDEN.slice(0, 5)) {
      const asked = { permissions: [...preview.permissions, everything] };
      expect(await may(preview, action, resource, asked), `${action} ${resource}`).to.equal(false);
    }
  });

  it("of keys, gha-preview-role uses the one of Pulumi's state", async () => {
    const decrypt = (role: Role, alias: string) => {
      const { resource, with: keys } = throughKey({ account: ACCOUNT }, alias, "s3");
      return may(role, "kms:Decrypt", resource, { with: keys });
    };
    expect(await decrypt(preview, "alias/nc-platform-prod-pulumi")).to.equal(true);
    expect(await decrypt(preview, "alias/nc-platform-prod-config")).to.equal(false);
    expect(await decrypt(preview, "alias/nc-platform-prod-artifacts")).to.equal(false);
    expect(await decrypt(deploy, "alias/nc-platform-prod-pulumi")).to.equal(true);
    expect(await decrypt(deploy, "alias/someone-else")).to.equal(false);
  });
});
