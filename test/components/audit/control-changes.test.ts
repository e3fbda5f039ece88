import { expect } from "chai";
import { ControlChangeAlarms } from "../../../components/audit/control-change-alarms";
import { controlChanges, PATTERN_MAX } from "../../../components/audit/control-changes";
import { responseText, topicsAt } from "../../support/alert-topics";
import { contextIn } from "../../support/contexts";
import { matchesPattern } from "../../support/filter-pattern";
import { record } from "../../support/record";

const CONTEXT = contextIn("prod");
const PIPELINE = session("gha-deploy-role");
const CONSOLE = session("AWSReservedSSO_Administrator_0123456789abcdef");
const USER = { type: "IAMUser", arn: "arn:aws:iam::333333333333:user/alice" };
const SECRET = "/nc/prod/platform/secret/github-app";
const RULE = "/nc/prod/platform/secret/";
const BREAK_GLASS = "arn:aws:iam::333333333333:role/nc-platform-prod-break-glass";
const DENIED = `User: arn:aws:iam::333333333333:user/alice is not authorized to perform: sts:AssumeRole on resource: ${BREAK_GLASS}`;
const TICKETS = "/nc/prod/platform/secret/issues-app";

/** Who calls with a role, as CloudTrail writes it (its user guide, "userIdentity element"). */
function session(role: string) {
  const arn = `arn:aws:iam::333333333333:role/${role}`;
  return { type: "AssumedRole", sessionContext: { sessionIssuer: { type: "Role", arn } } };
}

function call(
  service: string,
  eventName: string,
  userIdentity: object,
  requestParameters?: object,
) {
  return { eventSource: `${service}.amazonaws.com`, eventName, userIdentity, requestParameters };
}

/** Keys of the alarms that an event of the trail sets off. */
const setsOff = (event: object) =>
  Object.entries(controlChanges(CONTEXT))
    .filter(([, { pattern }]) => matchesPattern(pattern, event))
    .map(([key]) => key);

describe("changes of what guards deliveries", () => {
  const cases: [title: string, event: object, alarms: string[]][] = [
    ["a trail that is stopped", call("cloudtrail", "StopLogging", CONSOLE), ["trail-changes"]],
    [
      "a trail that the pipeline stops",
      call("cloudtrail", "StopLogging", PIPELINE),
      ["trail-changes"],
    ],
    ["a trail that is read", call("cloudtrail", "DescribeTrails", CONSOLE), []],
    [
      "the trail's bucket",
      call("s3", "PutBucketPolicy", CONSOLE, {
        bucketName: "nc-platform-prod-audit-trail-333333333333",
      }),
      ["trail-bucket-changes"],
    ],
    ["another bucket", call("s3", "PutBucketPolicy", CONSOLE, { bucketName: "other" }), []],
    ["trust, in the console", call("iam", "UpdateAssumeRolePolicy", CONSOLE), ["role-changes"]],
    ["trust, by a user", call("iam", "UpdateAssumeRolePolicy", USER), ["role-changes"]],
    [
      "trust, by the root user",
      call("iam", "UpdateAssumeRolePolicy", { type: "Root" }),
      ["role-changes", "root-use"],
    ],
    ["trust, by the pipeline", call("iam", "UpdateAssumeRolePolicy", PIPELINE), []],
    ["a role that is read", call("iam", "GetRole", CONSOLE), []],
    ["the boundary", call("iam", "CreatePolicyVersion", CONSOLE), ["boundary-changes"]],
    [
      "a role without its boundary",
      call("iam", "DeleteRolePermissionsBoundary", CONSOLE),
      ["role-changes"],
    ],
    [
      "whose tokens are trusted",
      call("iam", "AddClientIDToOpenIDConnectProvider", CONSOLE),
      ["oidc-provider-changes"],
    ],
    ["a provider that is read", call("iam", "GetOpenIDConnectProvider", CONSOLE), []],
    ["a key's policy", call("kms", "PutKeyPolicy", CONSOLE), ["key-changes"]],
    ["a key's policy, by the pipeline", call("kms", "PutKeyPolicy", PIPELINE), []],
    ["a key's end", call("kms", "ScheduleKeyDeletion", USER), ["key-changes"]],
    ["a key that is used", call("kms", "Decrypt", CONSOLE), []],
    [
      "the GitHub App's key",
      call("secretsmanager", "PutSecretValue", CONSOLE, { secretId: SECRET }),
      ["github-secret-access"],
    ],
    [
      "a look at it, by ARN",
      call("secretsmanager", "GetSecretValue", CONSOLE, {
        secretId: `arn:aws:secretsmanager:ca-central-1:333333333333:secret:${SECRET}-AbCdEf`,
      }),
      ["github-secret-access"],
    ],
    [
      "a look at it by the pipeline",
      call("secretsmanager", "GetSecretValue", PIPELINE, { secretId: SECRET }),
      [],
    ],
    [
      "a look at the key of tickets",
      call("secretsmanager", "GetSecretValue", CONSOLE, { secretId: TICKETS }),
      ["github-secret-access"],
    ],
    [
      "another key of tickets",
      call("secretsmanager", "PutSecretValue", USER, {
        secretId: `arn:aws:secretsmanager:ca-central-1:333333333333:secret:${TICKETS}-AbCdEf`,
      }),
      ["github-secret-access"],
    ],
    ...["UpdateSecret", "UpdateSecretVersionStage"].map((name): (typeof cases)[number] => [
      `${name} of the GitHub App's key`,
      call("secretsmanager", name, CONSOLE, { secretId: SECRET }),
      ["github-secret-access"],
    ]),
    ...["gate-app", "gate-webhook"].flatMap((key): (typeof cases)[number][] => [
      [
        `a look at ${key}, of the deployment rule`,
        call("secretsmanager", "GetSecretValue", CONSOLE, { secretId: `${RULE}${key}` }),
        ["github-secret-access"],
      ],
      [
        `a look at ${key} by the rule's function`,
        call("secretsmanager", "GetSecretValue", session("nc-platform-prod-gate-deployment"), {
          secretId: `arn:aws:secretsmanager:ca-central-1:333333333333:secret:${RULE}${key}-AbCdEf`,
        }),
        [],
      ],
    ]),
    ...["open-incident", "close-incident"].map((name): (typeof cases)[number] => [
      `a look at the key of tickets by ${name}`,
      call("secretsmanager", "GetSecretValue", session(`nc-platform-prod-${name}`), {
        secretId: TICKETS,
      }),
      [],
    ]),
    [
      "another secret",
      call("secretsmanager", "PutSecretValue", CONSOLE, { secretId: "/nc/prod/x/secret/token" }),
      [],
    ],
    ...(
      [
        ["us-east-1", { requestParameters: { roleArn: BREAK_GLASS } }],
        // CloudTrail has no parameters of a call that is denied.
        ["eu-west-1", { errorMessage: DENIED, requestParameters: null }],
      ] as const
    ).map(([awsRegion, more]): (typeof cases)[number] => [
      `break-glass in ${awsRegion}`,
      { ...call("sts", "AssumeRole", USER), awsRegion, ...more },
      ["break-glass-elsewhere"],
    ]),
    [
      "break-glass in its own region, where a rule sees it",
      {
        ...call("sts", "AssumeRole", USER, { roleArn: BREAK_GLASS }),
        awsRegion: "ca-central-1",
      },
      [],
    ],
    [
      "another role in another region",
      {
        ...call("sts", "AssumeRole", USER, { roleArn: `${BREAK_GLASS}-review` }),
        awsRegion: "us-east-1",
      },
      [],
    ],
    ["the root user", call("signin", "ConsoleLogin", { type: "Root" }), ["root-use"]],
    [
      "a service as the root user",
      call("s3", "PutObject", { type: "Root", invokedBy: "backup.amazonaws.com" }),
      [],
    ],
  ];
  for (const [title, event, alarms] of cases.filter(([, , { length }]) => length > 0)) {
    it(`[§14] has an alarm on ${title}`, () => {
      expect(setsOff({ eventType: "AwsApiCall", ...event })).to.deep.equal(alarms);
    });
  }

  for (const [title, event] of cases.filter(([, , { length }]) => length === 0)) {
    it(`has no alarm on ${title}`, () => {
      expect(setsOff({ eventType: "AwsApiCall", ...event })).to.deep.equal([]);
    });
  }

  it("has patterns that CloudWatch Logs takes", () => {
    for (const { pattern } of Object.values(controlChanges(CONTEXT))) {
      expect(pattern.length, pattern).to.be.at.most(PATTERN_MAX);
    }
  });

  it("has one filter and one alarm on its metric for each", async () => {
    const topic = "arn:aws:sns:ca-central-1:333333333333:nc-platform-prod-alerts";
    const args = {
      context: CONTEXT,
      logGroupName: "/nc/prod/audit",
      alertTopicArns: topicsAt(topic),
    };
    const made = await record(() => new ControlChangeAlarms("controls", args));
    const inputsOf = (type: string) =>
      made.filter((each) => each.type === type).map(({ inputs }) => inputs);
    const filters = inputsOf("aws:cloudwatch/logMetricFilter:LogMetricFilter");
    const alarms = inputsOf("aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(filters.map(({ metricTransformation }) => metricTransformation)).to.deep.equal(
      alarms.map(({ namespace, metricName }) => ({ namespace, name: metricName, value: "1" })),
    );
    expect(filters[0]).to.deep.include({
      name: "nc-platform-prod-trail-changes",
      logGroupName: "/nc/prod/audit",
    });
    expect(alarms[0]).to.deep.include({
      name: "nc-platform-prod-trail-changes",
      namespace: "NC/Audit",
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [`${topic}-security`],
      alarmDescription: `Somebody changed or stopped a trail of the account.${responseText("page", "security", "trail-changes")}`,
    });
    expect(filters).to.have.length(Object.keys(controlChanges(CONTEXT)).length);
  });
});
