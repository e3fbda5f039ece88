import {
  CloudTrailClient,
  CreateTrailCommand,
  StartLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import { CodeDeployClient, GetDeploymentCommand } from "@aws-sdk/client-codedeploy";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { CreateTopicCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { add } from "./add";
import { type Contract, errorOf, MOTO_ACCOUNT, REGION } from "./contract";

const SECRETS: Contract = {
  title: "Secrets Manager: a value that was put, and none",
  inMoto: (config) => {
    const secrets = new SecretsManagerClient(config);
    return secrets.send(new CreateSecretCommand({ Name: "/nc/dev/platform/secret/issues-app" }));
  },
  inRecord: (cloud) =>
    add(cloud, "aws:secretsmanager/secret:Secret", { name: "/nc/dev/platform/secret/issues-app" }),
  async calls(config) {
    const secrets = new SecretsManagerClient(config);
    const SecretId = "/nc/dev/platform/secret/issues-app";
    const get = (id: string) => secrets.send(new GetSecretValueCommand({ SecretId: id }));
    const empty = await errorOf(get(SecretId));
    const put = (SecretString: string) =>
      secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
    const first = (await put("first")).VersionStages;
    await put("second");
    const { Name, SecretString, VersionStages } = await get(SecretId);
    return {
      empty,
      first,
      Name,
      SecretString,
      VersionStages,
      missing: await errorOf(get("/none")),
    };
  },
};

const TOPICS: Contract = {
  title: "SNS: a notification of a topic, and of none",
  inMoto: (config) => new SNSClient(config).send(new CreateTopicCommand({ Name: "alerts" })),
  inRecord: (cloud) => add(cloud, "aws:sns/topic:Topic", { name: "alerts" }),
  async calls(config) {
    const sns = new SNSClient(config);
    const publish = (topic: string, Subject = "Rollback") => {
      const TopicArn = `arn:aws:sns:${REGION}:${MOTO_ACCOUNT}:${topic}`;
      return sns.send(new PublishCommand({ TopicArn, Subject, Message: "It was undone." }));
    };
    const { MessageId = "" } = await publish("alerts");
    return {
      id: MessageId.length,
      missing: await errorOf(publish("none")),
      long: await errorOf(publish("alerts", "x".repeat(101))),
    };
  },
};

const ALARMS: Contract = {
  title: "CloudWatch: alarms by name, and none of another name",
  inMoto: (config) => new CloudWatchClient(config).send(new PutMetricAlarmCommand(ALARM)),
  inRecord: (cloud) =>
    add(cloud, "aws:cloudwatch/metricAlarm:MetricAlarm", {
      name: ALARM.AlarmName,
      alarmDescription: ALARM.AlarmDescription,
      namespace: ALARM.Namespace,
      metricName: ALARM.MetricName,
      statistic: ALARM.Statistic,
      period: ALARM.Period,
      evaluationPeriods: ALARM.EvaluationPeriods,
      threshold: ALARM.Threshold,
      comparisonOperator: ALARM.ComparisonOperator,
    }),
  async calls(config) {
    const client = new CloudWatchClient(config);
    const AlarmNames = [ALARM.AlarmName, "none"];
    const found = await client.send(new DescribeAlarmsCommand({ AlarmNames }));
    return found.MetricAlarms?.map((each) => [
      each.AlarmName,
      each.AlarmDescription,
      each.MetricName,
      each.Threshold,
    ]);
  },
};

const ALARM = {
  AlarmName: "nc-shop-dev-errors",
  AlarmDescription: "Requests fail.",
  Namespace: "NC/Delivery",
  MetricName: "errors",
  Statistic: "Sum",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanThreshold",
} as const;

const DEPLOYMENTS: Contract = {
  title: "CodeDeploy: a deployment that there is not",
  inMoto: async () => {},
  inRecord: () => {},
  async calls(config) {
    const client = new CodeDeployClient(config);
    return errorOf(client.send(new GetDeploymentCommand({ deploymentId: "d-ABCDEFGHI" })));
  },
};

const TRAIL: Contract = {
  title: "CloudTrail: a trail that is started, by its name and its ARN, and none",
  async inMoto(config) {
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    const CreateBucketConfiguration = { LocationConstraint: "ca-central-1" } as const;
    await s3.send(new CreateBucketCommand({ Bucket: "trail", CreateBucketConfiguration }));
    const trail = new CreateTrailCommand({ Name: "audit-trail", S3BucketName: "trail" });
    await new CloudTrailClient(config).send(trail);
  },
  inRecord: (cloud) =>
    add(cloud, "aws:cloudtrail/trail:Trail", { name: "audit-trail", s3BucketName: "trail" }),
  async calls(config) {
    const cloudTrail = new CloudTrailClient(config);
    const start = (Name: string) => errorOf(cloudTrail.send(new StartLoggingCommand({ Name })));
    const arn = `arn:aws:cloudtrail:${REGION}:${MOTO_ACCOUNT}:trail/audit-trail`;
    return [await start("audit-trail"), await start(arn), await start("no-such-trail")];
  },
};

/** What the platform's functions and its runbooks ask, beside what promotions do. */
export const CALLING = [SECRETS, TOPICS, ALARMS, DEPLOYMENTS, TRAIL];
