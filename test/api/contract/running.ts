import { createHash } from "node:crypto";
import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from "@aws-sdk/client-application-auto-scaling";
import {
  CloudWatchClient,
  GetMetricDataCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  PutImageCommand,
} from "@aws-sdk/client-ecr";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import type { Cloud } from "../../../sandbox/cloud/record";
import { add } from "./add";
import { type ClientConfig, type Contract, errorOf } from "./contract";

const CONTAINERS = [{ name: "shop", image: "shop@sha256:1", essential: true, memory: 128 }];
const SCALES = {
  ServiceNamespace: "ecs",
  ScalableDimension: "ecs:service:DesiredCount",
  ResourceId: "service/nc-core/shop",
} as const;

async function serviceInMoto(config: ClientConfig): Promise<void> {
  const ecs = new ECSClient(config);
  await ecs.send(new CreateClusterCommand({ clusterName: "nc-core" }));
  const task = { family: "shop", containerDefinitions: CONTAINERS };
  await ecs.send(new RegisterTaskDefinitionCommand(task));
  const service = { cluster: "nc-core", serviceName: "shop", taskDefinition: "shop:1" };
  await ecs.send(new CreateServiceCommand({ ...service, desiredCount: 1 }));
  const limits = { MinCapacity: 1, MaxCapacity: 2 };
  await new ApplicationAutoScalingClient(config).send(
    new RegisterScalableTargetCommand({ ...SCALES, ...limits }),
  );
}

function serviceInRecord(cloud: Cloud): void {
  const cluster = add(cloud, "aws:ecs/cluster:Cluster", { name: "nc-core" }).state.arn;
  const revision = add(cloud, "aws:ecs/taskDefinition:TaskDefinition", {
    family: "shop",
    containerDefinitions: JSON.stringify(CONTAINERS),
  });
  const taskDefinition = revision.state.arn;
  add(cloud, "aws:ecs/service:Service", { name: "shop", cluster, taskDefinition, desiredCount: 1 });
  add(cloud, "aws:appautoscaling/target:Target", {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: "service/nc-core/shop",
    minCapacity: 1,
    maxCapacity: 2,
  });
}

const TASKS: Contract = {
  title: "ECS: revisions registered and described, and the services that are there",
  inMoto: serviceInMoto,
  inRecord: serviceInRecord,
  async calls(config) {
    const ecs = new ECSClient(config);
    const register = { family: "shop", containerDefinitions: CONTAINERS };
    const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand(register));
    const describe = async (name: string) => {
      const command = new DescribeTaskDefinitionCommand({ taskDefinition: name });
      const { taskDefinition: found } = await ecs.send(command);
      return [found?.taskDefinitionArn, found?.revision, found?.status];
    };
    const services = new DescribeServicesCommand({
      cluster: "nc-core",
      services: ["shop", "none"],
    });
    const found = await ecs.send(services);
    const update = (service: string) =>
      ecs.send(
        new UpdateServiceCommand({
          cluster: "nc-core",
          service,
          desiredCount: 2,
          taskDefinition: "shop:2",
        }),
      );
    const updated = (await update("shop")).service;
    return {
      // AWS answers the revision's ARN, and moto what it was called.
      updated: [
        ...[updated?.serviceName, updated?.desiredCount],
        updated?.taskDefinition?.split("/").at(-1),
      ],
      updatedNone: await errorOf(update("none")),
      registered: [taskDefinition?.revision, taskDefinition?.containerDefinitions?.[0]?.image],
      described: [await describe("shop"), await describe("shop:1")],
      missing: await errorOf(describe("none")),
      services: found.services?.map((each) => [each.serviceName, each.status, each.desiredCount]),
      failures: found.failures?.map(({ reason }) => reason),
    };
  },
};

const SCALING: Contract = {
  title: "Application Auto Scaling: the limits of a service",
  inMoto: async () => {},
  inRecord: () => {},
  async calls(config) {
    const client = new ApplicationAutoScalingClient(config);
    const MinCapacity = 2;
    await client.send(
      new RegisterScalableTargetCommand({ ...SCALES, MinCapacity, MaxCapacity: 4 }),
    );
    const { ServiceNamespace } = SCALES;
    const describe = new DescribeScalableTargetsCommand({ ServiceNamespace });
    const { ScalableTargets } = await client.send(describe);
    return ScalableTargets?.map((each) => [each.ResourceId, each.MinCapacity, each.MaxCapacity]);
  },
};

const IMAGES: Contract = {
  title: "ECR: images by digest and by tag, and the same image again",
  inMoto: (config) =>
    new ECRClient(config).send(
      new CreateRepositoryCommand({ repositoryName: "shop", imageTagMutability: "IMMUTABLE" }),
    ),
  inRecord: (cloud) =>
    add(cloud, "aws:ecr/repository:Repository", { name: "shop", imageTagMutability: "IMMUTABLE" }),
  async calls(config) {
    const ecr = new ECRClient(config);
    const manifest = (config: string) =>
      JSON.stringify({
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        config: { mediaType: "application/json", digest: `sha256:${config.repeat(64)}`, size: 1 },
        layers: [],
      });
    const put = (digit: string) => {
      const imageManifest = manifest(digit);
      // moto does not compute it.
      const imageDigest = `sha256:${createHash("sha256").update(imageManifest).digest("hex")}`;
      const image = { repositoryName: "shop", imageManifest, imageDigest, imageTag: "v1.0.0" };
      return ecr.send(new PutImageCommand(image));
    };
    await put("1");
    const again = await errorOf(put("1"));
    const repositoryName = "shop";
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName }));
    const imageIds = [{ imageTag: "v1.0.0" }, { imageTag: "none" }];
    const got = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds }));
    return {
      again,
      details: imageDetails?.map(({ imageDigest, imageTags }) => [imageDigest, imageTags]),
      images: got.images?.map(({ imageManifest }) => imageManifest),
      failures: got.failures?.map(({ failureCode }) => failureCode),
    };
  },
};

const METRICS: Contract = {
  title: "CloudWatch: statistics of what was published",
  inMoto: async () => {},
  inRecord: () => {},
  async calls(config) {
    const client = new CloudWatchClient(config);
    const now = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 60_000);
    const MetricData = [1, 2, 6].map((Value) => ({ MetricName: "m", Value, Timestamp: now }));
    await client.send(new PutMetricDataCommand({ Namespace: "NC/Delivery", MetricData }));
    const Metric = { Namespace: "NC/Delivery", MetricName: "m" };
    const query = (Id: string, Stat: string) => ({ Id, MetricStat: { Metric, Stat, Period: 60 } });
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(now.getTime() - 120_000),
        EndTime: new Date(now.getTime() + 60_000),
        MetricDataQueries: [query("s", "Sum"), query("a", "Average"), query("m", "Maximum")],
      }),
    );
    return MetricDataResults?.map(({ Id, Values }) => [Id, Values]);
  },
};

const REGISTRY: Contract = {
  title: "ECR: a token that is a user and a password",
  inMoto: async () => {},
  inRecord: () => {},
  async calls(config) {
    const ecr = new ECRClient(config);
    const { authorizationData = [] } = await ecr.send(new GetAuthorizationTokenCommand({}));
    const [{ authorizationToken = "", proxyEndpoint } = {}] = authorizationData;
    const [user] = Buffer.from(authorizationToken, "base64").toString().split(":");
    return [authorizationData.length, user, proxyEndpoint];
  },
};

export const RUNNING = [TASKS, SCALING, IMAGES, METRICS, REGISTRY];
