import { expect } from "chai";
import { CanaryScript } from "../../../../components/observe/canary/canary-script";
import { CanaryTest, type CanaryTestArgs } from "../../../../components/observe/canary/canary-test";
import { scriptZip } from "../../../../components/observe/canary/script-zip";
import type { Checks } from "../../../../infra/catalog/shape";
import { contextOf } from "../../../../infra/context";
import { logGroupHasRetention } from "../../../../policies/logs/log-group-has-retention";
import { pathFollowsConvention } from "../../../../policies/naming/path-follows-convention";
import { responseText, topicsAt } from "../../../support/alert-topics";
import { contextIn, INGEST, settingsOf } from "../../../support/contexts";
import { recordOptions } from "../../../support/options";
import { only, type RecordedResource, record } from "../../../support/record";
import { violations } from "../../../support/violations";

const stg = contextIn("stg", INGEST);
const NAME = "nc-ingest-worker-stg-synthetic-check";
const BUCKET = "nc-platform-stg-artifacts";
const KEY = "arn:aws:kms:ca-central-1:222222222222:key/artifacts";
const LOGS = "arn:aws:kms:ca-central-1:222222222222:key/logs";
const BOUNDARY = "arn:aws:iam::222222222222:policy/nc-platform-stg-boundary";
const TOPIC = "arn:aws:sns:ca-central-1:222222222222:nc-platform-stg-alerts";
const CANARY = "aws:synthetics/canary:Canary";

const CHECKS: Checks = {
  health: "/healthz",
  readiness: "/readyz",
  happyPath: { method: "POST", path: "/documents", body: "{}", status: 202 },
};
/** Checks of an earlier shape: of them, `readiness` is where it was. */
const EARLIER: Checks = {
  health: "/up",
  readiness: "/readyz",
  happyPath: { method: "GET", path: "/documents", status: 200 },
};

const args: Omit<CanaryTestArgs, "script"> = {
  context: stg,
  artifactsBucket: { name: BUCKET, arn: `arn:aws:s3:::${BUCKET}` },
  artifactsKeyArn: KEY,
  logsKeyArn: LOGS,
  permissionsBoundaryArn: BOUNDARY,
  alertTopicArns: topicsAt(TOPIC),
  host: "api.stg.example.com",
  checks: [CHECKS],
};

const make = (changes: Partial<CanaryTestArgs> = {}, opts = {}) => {
  const script = new CanaryScript("script", { context: contextIn("stg"), bucketName: BUCKET });
  return new CanaryTest("check", { ...args, script, ...changes }, opts);
};
const made = (changes: Partial<CanaryTestArgs> = {}): Promise<RecordedResource[]> =>
  record(() => make(changes));

const environment = (all: RecordedResource[]) =>
  only(all, CANARY).inputs.runConfig.environmentVariables;
/** The statements that let it call an API. */
const calls = (all: RecordedResource[]) =>
  JSON.parse(only(all, "aws:iam/rolePolicy:RolePolicy").inputs.policy).Statement.filter(
    ({ Action }: { Action: string[] }) => Action.includes("execute-api:Invoke"),
  );
/** A transaction that is too long for a canary's environment. */
const long = { ...CHECKS.happyPath, body: "x".repeat(3000) };

describe("CanaryTest", () => {
  it("[§13] runs the script every minute in stg, with what to ask for", async () => {
    const all = await made();
    const { s3Version, ...inputs } = only(all, CANARY).inputs;
    const object = only(all, "aws:s3/bucketObjectv2:BucketObjectv2");

    expect(inputs).to.deep.equal({
      name: NAME,
      runtimeVersion: "syn-nodejs-puppeteer-17.0",
      s3Bucket: BUCKET,
      s3Key: object.inputs.key,
      handler: scriptZip().handler,
      executionRoleArn: `arn:aws:iam::111111111111:role/${NAME}`,
      artifactS3Location: `s3://${BUCKET}/_synthetic/ingest-worker`,
      artifactConfig: { s3Encryption: { encryptionMode: "SSE_KMS", kmsKeyArn: KEY } },
      schedule: { expression: "rate(1 minute)" },
      runConfig: {
        timeoutInSeconds: 60,
        memoryInMb: 960,
        environmentVariables: {
          BASE_URL: "https://api.stg.example.com",
          CHECKS:
            '[{"health":"/healthz","readiness":"/readyz","happyPath":' +
            '{"method":"POST","path":"/documents","body":"{}","status":202}}]',
          LIMIT_MS: "10000",
          LIBRARY: "@aws/synthetics-puppeteer",
        },
      },
      successRetentionPeriod: 31,
      failureRetentionPeriod: 93,
      startCanary: true,
      deleteLambda: true,
      tags: stg.tags("synthetic-check"),
    });
    expect(s3Version).to.be.a("string");
  });

  it("[§13] runs every minute in prod, so that the watch sees two failures", async () => {
    const inputs = only(await made({ context: contextIn("prod", INGEST) }), CANARY).inputs;

    expect(inputs.schedule).to.deep.equal({ expression: "rate(1 minute)" });
  });

  it("[§13] goes off when two of three runs fail, or do not happen", async () => {
    const alarm = only(await made(), "aws:cloudwatch/metricAlarm:MetricAlarm");

    expect(alarm.inputs).to.deep.equal({
      name: NAME,
      alarmDescription: `Two of three runs of the synthetic test failed, or did not happen.${responseText("page", "ingest", "synthetic-check")}`,
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      statistic: "Average",
      dimensions: { CanaryName: NAME },
      period: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparisonOperator: "LessThanThreshold",
      threshold: 100,
      treatMissingData: "breaching",
      warmUpConfiguration: { warmUpPeriodDurationInMinutes: 8 },
      actionsEnabled: true,
      alarmActions: [`${TOPIC}-page`],
      okActions: [`${TOPIC}-page`],
      tags: stg.tags("synthetic-check"),
    });
  });

  it("keeps its logs encrypted and protected, for as long as every log", async () => {
    const { inputs } = only(await made(), "aws:cloudwatch/logGroup:LogGroup");

    expect(inputs.name).to.match(
      new RegExp(`^/aws/lambda/cwsyn-${NAME.slice(0, 21)}-[0-9a-f-]{36}$`),
    );
    expect(inputs).to.deep.include({
      kmsKeyId: LOGS,
      retentionInDays: 365,
      deletionProtectionEnabled: true,
      tags: stg.tags("synthetic-check"),
    });
  });

  it("does not protect them where its check is given up", async () => {
    const { inputs } = only(await made({ protect: false }), "aws:cloudwatch/logGroup:LogGroup");
    expect(inputs.deletionProtectionEnabled).to.equal(false);
  });

  it("is stopped, and calls its silence no failure, where something that runs does not answer", async () => {
    const stopped = await made({ runs: false });
    const alarm = only(stopped, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs;

    expect(only(stopped, CANARY).inputs.startCanary).to.equal(false);
    expect(alarm.treatMissingData).to.equal("notBreaching");
    expect(only(await made({ runs: true }), CANARY).inputs.startCanary).to.equal(true);
  });

  it("satisfies the policies that guard a log group", async () => {
    const group = only(await made(), "aws:cloudwatch/logGroup:LogGroup");
    const given = { type: group.type, props: group.inputs, environment: "stg" } as const;

    for (const rule of [pathFollowsConvention, logGroupHasRetention]) {
      expect(await violations(rule, given)).to.deep.equal([]);
    }
  });

  it("has no network of its own: it calls from outside", async () => {
    expect(only(await made(), CANARY).inputs).not.to.have.property("vpcConfig");
  });

  it("[§13] signs for an API that asks IAM, and may call what it checks and no more", async () => {
    const executionArn = "arn:aws:execute-api:ca-central-1:222222222222:a1";
    // A policy sees the path alone, without the query.
    const checks = [{ ...CHECKS, readiness: "/readyz?full=*" }];
    const signed = await made({ checks, signedFor: { executionArn, stage: "$default" } });

    expect(environment(signed)).to.have.property("SIGN_FOR", "execute-api");
    expect(calls(signed)).to.deep.equal([
      {
        Sid: "Call",
        Effect: "Allow",
        Action: ["execute-api:Invoke"],
        Resource: ["GET/healthz", "GET/readyz", "POST/documents"].map(
          (call) => `${executionArn}/$default/${call}`,
        ),
      },
    ]);
    const unsigned = await made();
    expect(environment(unsigned)).not.to.have.property("SIGN_FOR");
    expect(calls(unsigned)).to.deep.equal([]);
  });

  it("[§13] asks for every shape that is served, and may call what each is asked", async () => {
    const signedFor = { executionArn: "arn:api", stage: "$default" };
    const all = await made({ checks: [CHECKS, EARLIER], signedFor });

    expect(JSON.parse(environment(all).CHECKS)).to.deep.equal([CHECKS, EARLIER]);
    expect(calls(all)[0].Resource).to.deep.equal([
      "arn:api/$default/GET/healthz",
      "arn:api/$default/GET/readyz",
      "arn:api/$default/POST/documents",
      "arn:api/$default/GET/up",
      "arn:api/$default/GET/documents",
    ]);
  });

  it("leaves out the checks of an earlier shape that do not fit, and keeps those that do", async () => {
    const tooLong = { ...EARLIER, happyPath: long };
    const all = await made({ checks: [CHECKS, tooLong, EARLIER] });

    expect(JSON.parse(environment(all).CHECKS)).to.deep.equal([CHECKS, EARLIER]);
  });

  it("has the same script whatever it asks", async () => {
    const keyOf = (all: RecordedResource[]) => only(all, CANARY).inputs.s3Key;

    expect(keyOf(await made({ checks: [CHECKS, EARLIER] }))).to.equal(keyOf(await made()));
  });

  it("is made after its role may do what it needs", async () => {
    const { optionsOf, opts } = recordOptions();
    await record(() => make({}, opts));
    const before = [optionsOf.get(CANARY)?.dependsOn].flat() as { __pulumiType?: string }[];

    expect(before.map((each) => each.__pulumiType)).to.deep.equal([
      "aws:iam/rolePolicy:RolePolicy",
    ]);
  });

  const old = settingsOf("stg", { syntheticsRuntime: "syn-nodejs-puppeteer-9.1" });
  const wrong: [changes: Partial<CanaryTestArgs>, message: string][] = [
    [
      { checks: [{ ...CHECKS, happyPath: long }, EARLIER] },
      'checks is "3118 bytes as JSON": expected at most 3072',
    ],
    [
      { context: contextOf(old, INGEST) },
      'syntheticsRuntime is "syn-nodejs-puppeteer-9.1": expected syn-nodejs-puppeteer-13.1 or ' +
        "newer, or syn-nodejs-3.1 or newer",
    ],
  ];
  for (const [changes, message] of wrong) {
    it(`refuses ${message.split(":")[0]}`, async () => {
      await record(() => expect(() => make(changes)).to.throw(message));
    });
  }
});
