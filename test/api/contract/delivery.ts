import {
  AppConfigClient,
  CreateConfigurationProfileCommand,
  CreateApplicationCommand as CreateFlagApplication,
  CreateHostedConfigurationVersionCommand,
  GetHostedConfigurationVersionCommand,
  ListConfigurationProfilesCommand,
} from "@aws-sdk/client-appconfig";
import {
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentGroupCommand,
  GetApplicationCommand,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  ListDeploymentsCommand,
} from "@aws-sdk/client-codedeploy";
import {
  CreateScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { add } from "./add";
import { type Contract, errorOf, MOTO_ACCOUNT, REGION } from "./contract";

const NAME = "nc-shop-dev-delivery";
const ROLE = `arn:aws:iam::${MOTO_ACCOUNT}:role/nc-shop-dev-code-deploy`;

const DEPLOYMENTS: Contract = {
  title: "CodeDeploy: an application, its group, and the deployments that there are not",
  async inMoto(config) {
    const client = new CodeDeployClient(config);
    const applicationName = NAME;
    await client.send(new CreateApplicationCommand({ applicationName, computePlatform: "Lambda" }));
    const group = { applicationName, deploymentGroupName: NAME, serviceRoleArn: ROLE };
    const deploymentConfigName = "CodeDeployDefault.LambdaCanary10Percent10Minutes";
    await client.send(new CreateDeploymentGroupCommand({ ...group, deploymentConfigName }));
  },
  inRecord(cloud) {
    add(cloud, "aws:codedeploy/application:Application", {
      name: NAME,
      computePlatform: "Lambda",
    });
    add(cloud, "aws:codedeploy/deploymentGroup:DeploymentGroup", {
      appName: NAME,
      deploymentGroupName: NAME,
      deploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent10Minutes",
      serviceRoleArn: ROLE,
      deploymentStyle: { deploymentOption: "WITH_TRAFFIC_CONTROL", deploymentType: "BLUE_GREEN" },
    });
  },
  async calls(config) {
    const client = new CodeDeployClient(config);
    const group = { applicationName: NAME, deploymentGroupName: NAME };
    const { application } = await client.send(new GetApplicationCommand({ applicationName: NAME }));
    const { deploymentGroupInfo: info } = await client.send(new GetDeploymentGroupCommand(group));
    const listed = await client.send(new ListDeploymentsCommand(group));
    const deploymentId = "d-000000000";
    return {
      application: [application?.applicationName, application?.computePlatform],
      group: [
        ...[info?.applicationName, info?.deploymentGroupName, info?.deploymentConfigName],
        info?.serviceRoleArn,
      ],
      deployments: listed.deployments,
      missing: [
        await errorOf(client.send(new GetDeploymentCommand({ deploymentId }))),
        await errorOf(client.send(new GetApplicationCommand({ applicationName: "none" }))),
        await errorOf(
          client.send(new GetDeploymentGroupCommand({ ...group, deploymentGroupName: "none" })),
        ),
      ],
    };
  },
};

const FLAGS: Contract = {
  title: "AppConfig: profiles, and the versions of a document",
  async inMoto(config) {
    const client = new AppConfigClient(config);
    const { Id: ApplicationId } = await client.send(new CreateFlagApplication({ Name: "shop" }));
    const profile = { ApplicationId, Name: "flags", LocationUri: "hosted" };
    const Type = "AWS.AppConfig.FeatureFlags";
    const { Id } = await client.send(new CreateConfigurationProfileCommand({ ...profile, Type }));
    ids.moto = { ApplicationId: ApplicationId ?? "", ConfigurationProfileId: Id ?? "" };
  },
  inRecord(cloud) {
    const { id: ApplicationId } = add(cloud, "aws:appconfig/application:Application", {
      name: "shop",
    });
    const profile = add(cloud, "aws:appconfig/configurationProfile:ConfigurationProfile", {
      applicationId: ApplicationId,
      name: "flags",
      locationUri: "hosted",
      type: "AWS.AppConfig.FeatureFlags",
    });
    const ConfigurationProfileId = String(profile.state.configurationProfileId);
    ids.record = { ApplicationId, ConfigurationProfileId };
  },
  async calls(config) {
    const client = new AppConfigClient(config);
    const { ApplicationId, ConfigurationProfileId } =
      config.credentials.accessKeyId === "test" ? ids.moto : ids.record;
    const there = { ApplicationId, ConfigurationProfileId };
    const put = async (text: string) => {
      const Content = Buffer.from(text);
      const version = { ...there, Content, ContentType: "application/json" };
      const made = await client.send(new CreateHostedConfigurationVersionCommand(version));
      return [made.VersionNumber, made.ContentType, documentOf(made.Content)];
    };
    const document = (key: string) =>
      JSON.stringify({
        version: "1",
        flags: { [key]: { name: key } },
        values: { [key]: { enabled: true } },
      });
    const made = [await put(document("a")), await put(document("b"))];
    const get = async (VersionNumber: number) => {
      const command = new GetHostedConfigurationVersionCommand({ ...there, VersionNumber });
      const { Content, ContentType } = await client.send(command);
      return [ContentType, documentOf(Content)];
    };
    const list = await client.send(new ListConfigurationProfilesCommand({ ApplicationId }));
    return {
      made,
      got: await get(1),
      profiles: list.Items?.map(({ Name, Type, LocationUri }) => [Name, Type, LocationUri]),
      missing: await errorOf(get(9)),
    };
  },
};

/** A document of flags, without the times that AppConfig writes into it, and moto does not. */
function documentOf(content: Uint8Array | undefined): unknown {
  const text = Buffer.from(content ?? "").toString();
  return JSON.parse(text, (key, value) => (key.startsWith("_") ? undefined : value));
}

/** Ids that each side has given. */
const ids = {
  moto: { ApplicationId: "", ConfigurationProfileId: "" },
  record: { ApplicationId: "", ConfigurationProfileId: "" },
};

const TARGET = {
  Arn: `arn:aws:lambda:${REGION}:${MOTO_ACCOUNT}:function:shop:live`,
  RoleArn: ROLE,
};

const SCHEDULES: Contract = {
  title: "EventBridge Scheduler: a schedule that is turned on",
  inMoto: (config) =>
    new SchedulerClient(config).send(
      new CreateScheduleCommand({
        Name: "shop",
        State: "DISABLED",
        ScheduleExpression: "cron(0 3 * * ? *)",
        ScheduleExpressionTimezone: "America/Toronto",
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: TARGET,
      }),
    ),
  inRecord: (cloud) =>
    add(cloud, "aws:scheduler/schedule:Schedule", {
      name: "shop",
      state: "DISABLED",
      scheduleExpression: "cron(0 3 * * ? *)",
      scheduleExpressionTimezone: "America/Toronto",
      flexibleTimeWindow: { mode: "OFF" },
      target: { arn: TARGET.Arn, roleArn: TARGET.RoleArn },
    }),
  async calls(config) {
    const client = new SchedulerClient(config);
    const seen = async () => {
      const found = await client.send(new GetScheduleCommand({ Name: "shop" }));
      return [
        ...[found.Arn, found.GroupName, found.State, found.ScheduleExpression],
        ...[found.ScheduleExpressionTimezone, found.FlexibleTimeWindow?.Mode],
        ...[found.Target?.Arn, found.Target?.RoleArn, found.Description],
      ];
    };
    const update = (Name: string) =>
      client.send(
        new UpdateScheduleCommand({
          Name,
          // moto leaves out the default, which is that (EventBridge Scheduler API, UpdateSchedule).
          State: "ENABLED",
          ScheduleExpression: "rate(1 hour)",
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: TARGET,
          Description: "each hour",
        }),
      );
    const before = await seen();
    await update("shop");
    return {
      // An update leaves nothing as it was: what it does not name has its default.
      seen: [before, await seen()],
      missing: [
        await errorOf(client.send(new GetScheduleCommand({ Name: "none" }))),
        await errorOf(update("none")),
      ],
    };
  },
};

export const DELIVERY = [DEPLOYMENTS, FLAGS, SCHEDULES];
