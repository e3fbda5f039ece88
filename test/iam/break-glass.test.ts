import { createValidatedPolicy, validateTrustPolicy } from "@cloud-copilot/iam-policy";
import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { expect } from "chai";
import { BreakGlassRole } from "../../components/identity/break-glass-role";
import { PermissionsBoundary } from "../../components/identity/permissions-boundary";
import { contextOf, PLATFORM } from "../../infra/context";
import { settingsOf } from "../support/contexts";
import { record } from "../support/record";
import { type Ask, calls, keyCalls, type Location, regional, role } from "./support/asks";
import { may } from "./support/judge";
import { type Role, roleNamed, rolesIn } from "./support/roles";
import { vainActions } from "./support/vain-actions";

const ACCOUNT = "333333333333";
const USER = `arn:aws:iam::${ACCOUNT}:user/alice`;
const SSO = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_1`;
const WINDOW = {
  from: "2026-11-27T14:00:00Z",
  until: "2026-11-27T15:00:00Z",
  who: ["alice"],
  ticket: "INC-1234",
  reason: "The pipeline cannot reach AWS.",
};
const TIMES = {
  before: "2026-11-27T13:59:59Z",
  in: "2026-11-27T14:30:00Z",
  after: "2026-11-27T15:00:00Z",
};

/** The role as the settings make it. */
async function roleWith(breakGlass: object): Promise<Role> {
  const settings = settingsOf("prod", { breakGlass });
  const context = contextOf(settings, PLATFORM);
  const made = await record(() => {
    const { arn } = new PermissionsBoundary("boundary", { context });
    new BreakGlassRole("break-glass", { context, permissionsBoundaryArn: arn });
  });
  return roleNamed(rolesIn(made, settings), "nc-platform-prod-break-glass");
}

/** Whether `principal` may assume the role with these keys in the request. */
function admits(role: Role, principal: string, keys: Record<string, string>): boolean {
  const trust = createValidatedPolicy(role.trust, validateTrustPolicy, { name: "trust" });
  if (trust.errors.length > 0) throw new Error(JSON.stringify(trust.errors));
  const answers = ["sts:AssumeRole", "sts:SetSourceIdentity"].map((action) =>
    runUnsafeSimulation(
      {
        request: {
          principal,
          action,
          resource: { resource: role.arn, accountId: ACCOUNT },
          contextVariables: { "aws:RequestedRegion": "ca-central-1", ...keys },
        },
        identityPolicies: [],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: trust,
      },
      {},
    ),
  );
  return answers.every((answer) => answer === "Allowed");
}

const ALICE = {
  "aws:CurrentTime": TIMES.in,
  "aws:MultiFactorAuthPresent": "true",
  "aws:MultiFactorAuthAge": "60",
  "aws:username": "alice",
  "sts:SourceIdentity": "alice",
};
const BOB_OF_SSO = {
  "aws:CurrentTime": TIMES.in,
  "aws:PrincipalTag/mfa": "yes",
  "aws:SourceIdentity": "bob@neurocipher.example",
  "sts:SourceIdentity": "bob@neurocipher.example",
};

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

describe("break-glass", () => {
  let closed: Role;
  let open: Role;
  let bySso: Role;

  before(async () => {
    closed = await roleWith({ principals: [USER] });
    open = await roleWith({ principals: [USER], window: WINDOW });
    const window = { ...WINDOW, who: ["bob@neurocipher.example"] };
    bySso = await roleWith({ principals: [SSO], mfa: { tag: "mfa", value: "yes" }, window });
  });

  it("[§14] is assumed in the window alone: not before, not after, and never without one", () => {
    const at = (time: string) => ({ ...ALICE, "aws:CurrentTime": time });
    expect(admits(open, USER, at(TIMES.before))).to.equal(false);
    expect(admits(open, USER, at(TIMES.in))).to.equal(true);
    expect(admits(open, USER, at(TIMES.after))).to.equal(false);
    for (const time of Object.values(TIMES)) expect(admits(closed, USER, at(time))).to.equal(false);
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
    const everything = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    };
    const passes = (to: string, name: string, permissions = open.permissions) =>
      may(open, "iam:PassRole", role(AT, name), {
        permissions,
        with: { "aws:CurrentTime": TIMES.in, "iam:PassedToService": to },
      });
    expect(await passes("scheduler.amazonaws.com", "task")).to.equal(false);
    const all = [...open.permissions, everything];
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

  const refused: [title: string, keys: Record<string, string>, principal?: string][] = [
    ["a user without MFA", { ...ALICE, "aws:MultiFactorAuthPresent": "false" }],
    ["MFA of long ago", { ...ALICE, "aws:MultiFactorAuthAge": "3600" }],
    [
      "a user whom the window does not name",
      { ...ALICE, "aws:username": "mallory", "sts:SourceIdentity": "mallory" },
    ],
    ["another's source identity", { ...ALICE, "sts:SourceIdentity": "bob" }],
    [
      "another region, such as that of the global endpoint",
      { ...ALICE, "aws:RequestedRegion": "us-east-1" },
    ],
    ["another principal", ALICE, `arn:aws:iam::${ACCOUNT}:user/mallory`],
    ["a deploy role", ALICE, `arn:aws:iam::${ACCOUNT}:role/gha-deploy-role`],
  ];
  for (const [title, keys, principal = USER] of refused) {
    it(`[§14] refuses ${title}`, () => {
      expect(admits(open, principal, keys)).to.equal(false);
    });
  }

  it("[§14] refuses a key that is left out", () => {
    for (const left of Object.keys(ALICE)) {
      const keys = Object.fromEntries(Object.entries(ALICE).filter(([key]) => key !== left));
      expect(admits(open, USER, keys), left).to.equal(false);
    }
  });

  it("[§14] takes the identity provider's own tag and source identity in place of a device", () => {
    expect(admits(bySso, SSO, BOB_OF_SSO)).to.equal(true);
    expect(admits(bySso, SSO, { ...BOB_OF_SSO, "aws:PrincipalTag/mfa": "no" })).to.equal(false);
    expect(admits(bySso, SSO, { ...BOB_OF_SSO, "aws:SourceIdentity": "mallory" })).to.equal(false);
    expect(admits(bySso, SSO, { ...BOB_OF_SSO, "aws:CurrentTime": TIMES.after })).to.equal(false);
  });

  it("[§14] touches neither trail, ledger, keys nor boundary, nor itself, whatever is attached to it", async () => {
    const everything = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    };
    for (const [action, resource] of TOUCHES) {
      const asked = {
        permissions: [...open.permissions, everything],
        with: { "aws:CurrentTime": TIMES.in },
      };
      expect(await may(open, action, resource, asked), action).to.equal(false);
    }
  });
});
