import { createHash } from "node:crypto";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionCodeCommand,
} from "@aws-sdk/client-lambda";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { reproducibleZip } from "../../../infra/reproducible-zip";
import type { Cloud } from "../../../sandbox/cloud/record";
import { add } from "./add";
import { type ClientConfig, type Contract, errorOf, MOTO_ACCOUNT, REGION } from "./contract";

const FunctionName = "shop";
const ROLE = `arn:aws:iam::${MOTO_ACCOUNT}:role/shop`;
const QUEUE = `arn:aws:sqs:${REGION}:${MOTO_ACCOUNT}:jobs`;

/** A function's code, which is another one for each text. */
const zip = (text: string) => reproducibleZip({ "index.js": Buffer.from(text) });

async function functionInMoto(config: ClientConfig): Promise<void> {
  await new IAMClient(config).send(
    new CreateRoleCommand({ RoleName: "shop", AssumeRolePolicyDocument: "{}" }),
  );
  await new SQSClient(config).send(new CreateQueueCommand({ QueueName: "jobs" }));
  const lambda = new LambdaClient(config);
  const made = { FunctionName, Role: ROLE, Runtime: "nodejs22.x" as const };
  const code = { Handler: "index.handler", Code: { ZipFile: zip("0") }, Publish: true };
  await lambda.send(new CreateFunctionCommand({ ...made, ...code }));
  await lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
  const EventSourceArn = QUEUE;
  await lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn }));
}

function functionInRecord(cloud: Cloud): void {
  add(cloud, "aws:lambda/function:Function", {
    name: FunctionName,
    role: ROLE,
    publish: true,
    runtime: "nodejs22.x",
    handler: "index.handler",
    packageType: "Zip",
    s3Bucket: "artifacts",
    s3Key: "shop.zip",
  });
  add(cloud, "aws:lambda/alias:Alias", {
    name: "live",
    functionName: FunctionName,
    functionVersion: "1",
  });
  const { arn } = add(cloud, "aws:sqs/queue:Queue", { name: "jobs" }).state;
  add(cloud, "aws:lambda/eventSourceMapping:EventSourceMapping", {
    eventSourceArn: arn,
    functionName: FunctionName,
  });
}

const VERSIONS: Contract = {
  title: "Lambda: code that is published as versions",
  inMoto: functionInMoto,
  inRecord: functionInRecord,
  async calls(config) {
    const lambda = new LambdaClient(config);
    const update = (text: string) =>
      lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip(text) }));
    const publish = async (CodeSha256?: string) => {
      const published = await lambda.send(new PublishVersionCommand({ FunctionName, CodeSha256 }));
      return [published.Version, published.CodeSha256, published.FunctionArn];
    };
    const updated = await update("1");
    const sha256 = createHash("sha256").update(zip("1")).digest("base64");
    const first = await publish(sha256);
    const again = await publish();
    await update("2");
    const second = await publish();
    const configuration = async (Qualifier?: string) => {
      const get = new GetFunctionConfigurationCommand({ FunctionName, Qualifier });
      const { FunctionArn, Version, CodeSha256, Handler, Role, State } = await lambda.send(get);
      return [FunctionArn, Version, CodeSha256, Handler, Role, State];
    };
    const listed = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    const none = { FunctionName: "none" };
    return {
      updated: [updated.Version, updated.CodeSha256, updated.FunctionArn],
      published: [first, again, second],
      configurations: [await configuration(), await configuration("2")],
      versions: listed.Versions?.map(({ Version }) => Version),
      got: [Configuration?.FunctionName, Configuration?.CodeSha256],
      missing: [
        await errorOf(lambda.send(new GetFunctionCommand(none))),
        await errorOf(lambda.send(new GetFunctionConfigurationCommand(none))),
        await errorOf(lambda.send(new PublishVersionCommand(none))),
      ],
    };
  },
};

const ALIAS: Contract = {
  title: "Lambda: an alias that is pointed at another version, and at two by weight",
  inMoto: async () => {},
  inRecord: () => {},
  async calls(config) {
    const lambda = new LambdaClient(config);
    const live = { FunctionName, Name: "live" };
    const seen = async () => {
      const { AliasArn, Name, FunctionVersion, RoutingConfig } = await lambda.send(
        new GetAliasCommand(live),
      );
      const weights = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
      return [AliasArn, Name, FunctionVersion, weights];
    };
    const before = await seen();
    const weighted = { AdditionalVersionWeights: { "3": 0.1 } };
    await lambda.send(
      new UpdateAliasCommand({ ...live, FunctionVersion: "2", RoutingConfig: weighted }),
    );
    const both = await seen();
    const whole = { AdditionalVersionWeights: {} };
    await lambda.send(
      new UpdateAliasCommand({ ...live, FunctionVersion: "3", RoutingConfig: whole }),
    );
    return {
      seen: [before, both, await seen()],
      missing: await errorOf(lambda.send(new GetAliasCommand({ ...live, Name: "none" }))),
    };
  },
};

const SOURCE: Contract = {
  title: "Lambda: a queue that a function takes messages of, and not",
  inMoto: async () => {},
  inRecord: () => {},
  async calls(config) {
    const lambda = new LambdaClient(config);
    const list = new ListEventSourceMappingsCommand({ FunctionName });
    const { EventSourceMappings = [] } = await lambda.send(list);
    const [{ UUID = "" } = {}] = EventSourceMappings;
    const seen = async () => {
      const { EventSourceArn, FunctionArn, BatchSize, State } = await lambda.send(
        new GetEventSourceMappingCommand({ UUID }),
      );
      return [EventSourceArn, FunctionArn, BatchSize, State];
    };
    const switched = async (Enabled: boolean) => {
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
      return seen();
    };
    return [EventSourceMappings.length, await seen(), await switched(false), await switched(true)];
  },
};

export const FUNCTIONS = [VERSIONS, ALIAS, SOURCE];
