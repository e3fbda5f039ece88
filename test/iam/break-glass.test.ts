import { expect } from "chai";
import { type Ask, calls, keyCalls, type Location, regional, role } from "./support/asks";
import { ACCOUNT, roleWith, TIMES, USER, WINDOW } from "./support/break-glass";
import { may } from "./support/judge";
import type { Role } from "./support/roles";
import { vainActions } from "./support/vain-actions";

const SERVICE = `arn:aws:ecs:ca-central-1:${ACCOUNT}:service/nc-core/nc-x-prod-service`;
const AT: Location = { service: "x", environment: "prod", account: ACCOUNT };
const queue = (name: string) => regional(AT, "sqs", name);

const TOUCHES: [action: string, resource: string][] = [
  [
    "cloudtrail:StopLogging",
    `arn:aws:cloudtrail:ca-central-1:${ACCOUNT}:trail/nc-platform-prod-audit-trail`,
  ],
  ["s3:DeleteObject", `arn:aws:s3:::nc-platform-prod-audit-trail-${ACCOUNT}/AWSLogs/1.json.gz`],
  [
    "logs:DeleteLogGroup",
    `arn:aws:logs:ca-central-1:${ACCOUNT}:log-group:/nc/prod/platform/logs/audit-trail`,
  ],
  ["dynamodb:PutItem", `arn:aws:dynamodb:ca-central-1:${ACCOUNT}:table/nc-platform-prod-ledger`],
  [
    "dynamodb:DeleteTable",
    `arn:aws:dynamodb:ca-central-1:${ACCOUNT}:table/nc-platform-prod-ledger`,
  ],
  [
    "kms:ScheduleKeyDeletion",
    `arn:aws:kms:ca-central-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`,
  ],
  [
    "kms:DisableKey",
    `arn:aws:kms:ca-central-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`,
  ],
  ["iam:CreatePolicyVersion", `arn:aws:iam::${ACCOUNT}:policy/nc-platform-prod-boundary`],
  ["iam:UpdateAssumeRolePolicy", `arn:aws:iam::${ACCOUNT}:role/nc-platform-prod-break-glass`],
  ["iam:PutRolePolicy", `arn:aws:iam::${ACCOUNT}:role/nc-platform-prod-break-glass`],
  ["iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/nc-platform-prod-break-glass`],
  ["sts:AssumeRole", `arn:aws:iam::${ACCOUNT}:role/gha-deploy-role`],
];

const EVERYTHING = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

describe("break-glass", () => {
  let closed: Role;
  let open: Role;

  before(async () => {
    closed = await roleWith({ principals: [USER] });
    open = await roleWith({ principals: [USER], window: WINDOW });
  });

  it("[§14] has permissions in the window alone, for a session that outlives it too", async () => {
    const does = (role: Role, time: string) =>
      may(role, "ecs:UpdateService", SERVICE, { with: { "aws:CurrentTime": time } });
    expect(await does(open, TIMES.before)).to.equal(false);
    expect(await does(open, TIMES.in)).to.equal(true);
    expect(await does(open, TIMES.after)).to.equal(false);
    expect(await does(closed, TIMES.in)).to.equal(false);
  });

  /** What each act of an emergency takes, by AWS's own documents. */
  const TAKES: Readonly<Record<string, readonly Ask[]>> = {
    // Amazon SQS developer guide, "Configuring queue permissions for dead-letter queue redrive".
    "move dead letters back": [
      ...calls(
        "sqs",
        queue("nc-x-prod-dead-letters"),
        "StartMessageMoveTask ReceiveMessage DeleteMessage GetQueueAttributes",
      ),
      ...calls("sqs", queue("nc-x-prod-queue"), "SendMessage"),
      ...keyCalls(AT, "messaging", "sqs", "Decrypt GenerateDataKey"),
    ],
    // Service authorization reference: StopDeployment has no resource. CodeDeploy API, CreateDeployment.
    "stop a deployment, and deploy what ran before": [
      ...calls("codedeploy", "*", "StopDeployment"),
      ...calls(
        "codedeploy",
        regional(AT, "codedeploy", "application:nc-x-prod-delivery"),
        "GetApplicationRevision RegisterApplicationRevision",
      ),
      ...calls(
        "codedeploy",
        regional(AT, "codedeploy", "deploymentgroup:nc-x-prod-delivery/nc-x-prod-delivery"),
        "CreateDeployment UpdateDeploymentGroup",
      ),
      ...calls("lambda", regional(AT, "lambda", "function:nc-x-prod-function"), "UpdateAlias"),
      ...calls("ecs", regional(AT, "ecs", "task/nc-core/1"), "StopTask"),
    ],
    // EventBridge Scheduler guide, "Using identity-based policies", UpdateSchedule.
    "stop a schedule": [
      ...calls(
        "scheduler",
        regional(AT, "scheduler", "schedule/nc-x/nc-x-prod-schedule"),
        "UpdateSchedule",
      ),
      ...calls("iam", role(AT, "schedule"), "PassRole", {
        "iam:PassedToService": "scheduler.amazonaws.com",
      }),
      ...keyCalls(AT, "messaging", "scheduler", "DescribeKey Decrypt GenerateDataKey"),
    ],
    // Systems Manager guide, "AWS KMS encryption for Parameter Store SecureString parameters": a standard one.
    "open a worker's intake": [
      ...calls(
        "ssm",
        regional(AT, "ssm", "parameter/nc/prod/x/config/release-contract"),
        "GetParameter",
      ),
      ...calls("ssm", regional(AT, "ssm", "parameter/nc/prod/x/config/intake"), "PutParameter"),
      ...keyCalls(AT, "config", "ssm", "Encrypt"),
    ],
    // AppConfig guide, "Security in AWS AppConfig", customer managed keys.
    "take flags back": [
      ...calls("appconfig", regional(AT, "appconfig", "application/a1"), "StartDeployment"),
      ...calls(
        "appconfig",
        regional(AT, "appconfig", "application/a1/environment/e1"),
        "StopDeployment",
      ),
      ...keyCalls(AT, "config", "appconfig", "Decrypt GenerateDataKey"),
    ],
    // CloudWatch Logs API, StartQuery and GetQueryResults.
    "see the logs": calls(
      "logs",
      regional(AT, "logs", "log-group:/nc/prod/x/logs/app"),
      "FilterLogEvents StartQuery GetQueryResults",
    ),
  };
  for (const [what, asks] of Object.entries(TAKES)) {
    it(`[§14] may ${what} in the window, and outside of it not`, async () => {
      for (const { action, resource, with: keys } of asks) {
        for (const [time, expected] of [
          [TIMES.before, false],
          [TIMES.in, true],
          [TIMES.after, false],
        ] as const) {
          const asked = { with: { ...keys, "aws:CurrentTime": time } };
          expect(await may(open, action, resource, asked), `${action} ${time}`).to.equal(expected);
        }
      }
    });
  }

  it("names resources for actions that take one", async () => {
    expect(await vainActions(open.permissions)).to.deep.equal([]);
  });

  it("[§14] passes no other role, and no role to another service, whatever is attached to it", async () => {
    const passes = (to: string, name: string, permissions = open.permissions) =>
      may(open, "iam:PassRole", role(AT, name), {
        permissions,
        with: { "aws:CurrentTime": TIMES.in, "iam:PassedToService": to },
      });
    expect(await passes("scheduler.amazonaws.com", "task")).to.equal(false);
    const all = [...open.permissions, EVERYTHING];
    expect(await passes("lambda.amazonaws.com", "schedule", all)).to.equal(false);
    expect(await passes("ecs-tasks.amazonaws.com", "task", all)).to.equal(false);
  });

  it("[§14] takes no message of a queue that works, sends none into another, and decrypts nothing else", async () => {
    const asked: Ask[] = [
      ...calls("sqs", queue("nc-x-prod-queue"), "ReceiveMessage DeleteMessage PurgeQueue"),
      ...calls("sqs", queue("nc-x-prod-dead-letters"), "SendMessage PurgeQueue DeleteQueue"),
      ...calls("sqs", queue("nc-platform-prod-open-incident-failed-events"), "ReceiveMessage"),
      ...calls("sqs", queue("nc-x-stg-dead-letters"), "ReceiveMessage"),
      ...keyCalls(AT, "messaging", "sns", "Decrypt"),
      ...keyCalls(AT, "config", "sqs", "Decrypt"),
      ...keyCalls(AT, "config", "ssm", "Decrypt"),
      ...calls("ssm", regional(AT, "ssm", "parameter/nc/prod/x/config/level"), "GetParameter"),
      ...calls("ssm", regional(AT, "ssm", "parameter/nc/prod/x/secret/token"), "GetParameter"),
    ];
    for (const { action, resource, with: keys } of asked) {
      const circumstances = { with: { ...keys, "aws:CurrentTime": TIMES.in } };
      expect(await may(open, action, resource, circumstances), `${action} ${resource}`).to.equal(
        false,
      );
    }
  });

  it("[§14] touches neither trail, ledger, keys nor boundary, nor itself, whatever is attached to it", async () => {
    for (const [action, resource] of TOUCHES) {
      const asked = {
        permissions: [...open.permissions, EVERYTHING],
        with: { "aws:CurrentTime": TIMES.in },
      };
      expect(await may(open, action, resource, asked), action).to.equal(false);
    }
  });
});
