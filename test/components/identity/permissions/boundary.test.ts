import { expect } from "chai";
import { boundaryPermissions } from "../../../../components/identity/permissions/boundary";
import type { Statement } from "../../../../components/identity/statement";
import { contextOf, PLATFORM } from "../../../../infra/context";
import { contextIn, settingsOf } from "../../../support/contexts";

const IAM = "arn:aws:iam::333333333333";
const DEPLOY_ROLE = `${IAM}:role/gha-deploy-role`;
const BOUNDARY = "arn:aws:iam::333333333333:policy/nc-platform-prod-boundary";
const PLATFORM_ONLY = { ArnEquals: { "aws:PrincipalArn": DEPLOY_ROLE } };
const REGIONS = ["ca-central-1", "us-east-1"];

/** Every statement of a boundary that denies, by its name, without that name. */
const denied = (statements: readonly Statement[]) =>
  Object.fromEntries(
    statements
      .filter(({ Effect }) => Effect === "Deny")
      .map(({ Sid, Effect: _, ...statement }) => [Sid, statement]),
  );

describe("the permissions boundary", () => {
  const statements = boundaryPermissions(contextOf(settingsOf("prod", { dr: true }), PLATFORM));

  it("lets the platform's deploy role alone manage networks, keys and roles", () => {
    const [runtime, ...allowed] = statements.filter(({ Effect }) => Effect === "Allow");
    expect(runtime).to.deep.include({ Sid: "Runtime", Resource: "*" });
    expect(allowed).to.deep.equal([
      {
        Sid: "PassOwnRoles",
        Effect: "Allow",
        Action: ["iam:PassRole"],
        Resource: "arn:aws:iam::333333333333:role/nc-*-prod-*",
      },
      {
        Sid: "ManageServices",
        Effect: "Allow",
        Action: ["apigateway:*", "ec2:*", "kms:*", "route53:*"],
        Resource: "*",
        Condition: PLATFORM_ONLY,
      },
      {
        Sid: "ManageRoles",
        Effect: "Allow",
        Action: [
          "iam:*Role",
          "iam:*RolePolicy",
          "iam:*AssumeRolePolicy",
          "iam:*RolePermissionsBoundary",
          "iam:*RoleDescription",
        ],
        Resource: "arn:aws:iam::333333333333:role/nc-*-prod-*",
        Condition: PLATFORM_ONLY,
      },
      {
        Sid: "ServiceRoles",
        Effect: "Allow",
        Action: ["iam:CreateServiceLinkedRole"],
        Resource: "arn:aws:iam::333333333333:role/aws-service-role/*",
        Condition: PLATFORM_ONLY,
      },
    ]);
  });

  it("denies identities, other boundaries, public tasks, and what keeps the account safe", () => {
    const { Never, BoundaryOnEveryRole, PoliciesStay, AdministratorsOnly, ...rest } =
      denied(statements);
    expect(Never).to.deep.equal({
      Action: [
        // IAM's actions on users, groups, keys, MFA and identity providers (Service Authorization Reference).
        ...[
          ...["*AccessKey*", "*ClientID*", "*Group*", "*LoginProfile*", "*MFADevice*", "*SAML*"],
          ...["*SpecificCredential*", "*User*", "*eOpenID*"],
        ].map((each) => `iam:${each}`),
        ...["account:*", "config:Delete*", "config:Stop*", "guardduty:Delete*", "guardduty:Dis*"],
        ...["guardduty:Stop*", "guardduty:UpdateD*", "kms:DeleteImported*", "kms:Disable*"],
        ...["kms:ScheduleKeyDeletion", "iam:DeleteRolePerm*", "organizations:*", "sts:AssumeRole"],
        ...["dynamodb:AssociateTableReplica", "dynamodb:CreateGlobalTable"],
        ...["dynamodb:CreateTableReplica", "dynamodb:UpdateGlobalTable"],
        ...["logs:PutAccountPolicy", "logs:PutSubscriptionFilter", "dynamodb:PutResourcePolicy"],
        ...["ecr:PutRegistryPolicy", "events:PutPermission", "lambda:AddLayerVersionPermission"],
        ...["s3:PutAccountPublicAccessBlock", "secretsmanager:PutResourcePolicy"],
        ...["ssm:ModifyDocumentPermission", "ssm:PutResourcePolicy"],
      ],
      Resource: "*",
    });
    // The actions that have the condition key iam:PermissionsBoundary (IAM user guide, "Condition keys").
    expect(BoundaryOnEveryRole).to.deep.equal({
      Action: [
        ...["AttachRolePolicy", "CreateRole", "DeleteRolePolicy", "DetachRolePolicy"],
        ...["PutRolePermissionsBoundary", "PutRolePolicy"],
      ].map((each) => `iam:${each}`),
      Resource: "*",
      Condition: { StringNotEquals: { "iam:PermissionsBoundary": BOUNDARY } },
    });
    expect(PoliciesStay).to.deep.equal({
      Action: [
        ...[
          "CreatePolicy*",
          "DeletePolicy*",
          "SetDefaultPolicyVersion",
          "TagPolicy",
          "UntagPolicy",
        ],
      ].map((each) => `iam:${each}`),
      Resource: [BOUNDARY, "arn:aws:iam::333333333333:policy/nc-platform-prod-deploy-*"],
    });
    expect(AdministratorsOnly).to.deep.equal({
      Action: ["iam:Attach*", "iam:Delete*", "iam:Detach*", "iam:Put*", "iam:Update*"],
      Resource: [
        DEPLOY_ROLE,
        `${IAM}:role/gha-preview-role`,
        `${IAM}:role/nc-platform-prod-audit-trail`,
      ],
    });
    expect(rest.NoPublicTasks).to.deep.equal({
      Action: ["ecs:CreateService", "ecs:UpdateService"],
      Resource: "*",
      Condition: { StringEquals: { "ecs:auto-assign-public-ip": "true" } },
    });
    expect(rest.NoShellInTasks).to.deep.equal({
      Action: ["ecs:CreateService", "ecs:RunTask", "ecs:UpdateService"],
      Resource: "*",
      Condition: { StringEquals: { "ecs:enable-execute-command": "true" } },
    });
    expect(rest.LedgerOnlyGrows).to.deep.equal({
      Action: ["dynamodb:BatchW*", "dynamodb:DeleteI*", "dynamodb:PartiQL*", "dynamodb:UpdateI*"],
      Resource: "arn:aws:dynamodb:ca-central-1:333333333333:table/nc-platform-prod-ledger",
    });
    expect(rest.TrailStays).to.deep.equal({
      Action: ["s3:Delete*", "s3:Put*"],
      Resource: "arn:aws:s3:::nc-platform-prod-audit-trail-333333333333*",
    });
  });

  it("denies other paths and other regions, but for services that have none and for wheels", () => {
    const { OwnPathsOnly, OwnRegionsOnly, WheelsInTheirs } = denied(statements);
    expect(OwnPathsOnly).to.deep.equal({
      Action: [
        ...["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
        ...["ssm:GetParameter*", "ssm:PutParameter"],
      ],
      NotResource: [
        "arn:aws:secretsmanager:*:333333333333:secret:/nc/prod/*",
        "arn:aws:ssm:*:333333333333:parameter/nc/prod/*",
      ],
    });
    // IAM, Route 53 and ListAllMyBuckets answer from us-east-1 (AWS General Reference, "Global services").
    expect(OwnRegionsOnly).to.deep.equal({
      NotAction: [
        // What IAM and STS have done is in the trail of us-east-1, and a rule there watches it (docs/decisions/0039).
        ...["chatbot:*", "cloudtrail:LookupEvents", "events:Desc*", "events:ListT*"],
        ...["iam:*", "route53:*", "s3:ListAllMyBuckets", "sts:*", "codeartifact:*", "kms:*"],
      ],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": REGIONS } },
    });
    const wheels = {
      Action: ["codeartifact:*", "kms:*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": REGIONS } },
    };
    expect(WheelsInTheirs).to.deep.equal(wheels);
    const withoutRecovery = denied(boundaryPermissions(contextIn("prod")));
    expect(withoutRecovery.WheelsInTheirs).to.deep.equal(wheels);
  });

  it("denies copies to other regions and accounts, but for recovery by the deploy role", () => {
    const REPLICATION = [
      ...["ecr:PutReplicationConfiguration", "kms:ReplicateKey"],
      ...["s3:PutReplicationConfiguration", "secretsmanager:ReplicateSecretToRegions"],
    ];
    const { CopiesForRecovery, ...rest } = denied(statements);
    expect(CopiesForRecovery).to.deep.equal({
      Action: REPLICATION,
      Resource: "*",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": DEPLOY_ROLE } },
    });
    const withoutRecovery = denied(boundaryPermissions(contextIn("prod")));
    expect(withoutRecovery.CopiesForRecovery).to.deep.equal({ Action: REPLICATION, Resource: "*" });
    expect(rest.KeyCopiesStay).to.deep.equal({
      Action: ["kms:ReplicateKey"],
      Resource: "*",
      Condition: { StringNotEquals: { "kms:ReplicaRegion": REGIONS } },
    });
    expect(rest.SecretCopiesStay).to.deep.equal({
      Action: ["secretsmanager:CreateSecret", "secretsmanager:ReplicateSecretToRegions"],
      Resource: "*",
      Condition: {
        "ForAnyValue:StringNotEquals": { "secretsmanager:AddReplicaRegions": REGIONS },
      },
    });
    expect(rest.MessagesStay).to.deep.equal({
      Action: ["sns:Subscribe"],
      Resource: "*",
      Condition: {
        StringLike: { "sns:Endpoint": "arn:*" },
        StringNotLike: {
          "sns:Endpoint": REGIONS.map((each) => `arn:aws:*:${each}:333333333333:*`),
        },
      },
    });
    expect(rest.GrantsForAws).to.deep.equal({
      Action: ["kms:CreateGrant"],
      Resource: "*",
      Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "false" } },
    });
  });

  it("has no other statement", () => {
    expect(statements.map(({ Sid }) => Sid)).to.have.length(5 + 16);
  });
});
