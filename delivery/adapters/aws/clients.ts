import type { AwsCredentialIdentity, MiddlewareStack, Provider } from "@smithy/types";
import { plainErrors } from "./errors";

/** How a client is made; a test gives credentials and an endpoint, which else come from the environment. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  /** A provider is asked again before they expire. @default - the SDK's chain: environment, then files */
  readonly credentials?: AwsCredentialIdentity | Provider<AwsCredentialIdentity>;
  /** Longest that one answer may take, in milliseconds. @default 20000 */
  readonly timeout?: number;
}

/** Longest that one request may take, and longest that its connection may, in milliseconds. */
const TIMEOUT = 20_000;
const CONNECTION_TIMEOUT = 5_000;

/** A client of the SDK. */
interface SdkClient<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
  destroy(): void;
}

/**
 * Clients of AWS's API. Each SDK is loaded where it is first used: one takes about 50 ms.
 *
 * A call that is throttled or fails on AWS's side is made again, up to five times in all. What is refused for
 * good, whatever was asked, is one message (see {@link plainErrors}).
 */
export class AwsClients {
  private readonly config;
  private readonly made: { destroy(): void }[] = [];

  constructor({ timeout = TIMEOUT, ...config }: ClientConfig) {
    // The SDK warns on Node 20, which it still runs on.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    const requestHandler = {
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
      connectionTimeout: CONNECTION_TIMEOUT,
    };
    this.config = { ...config, maxAttempts: 5, retryMode: "adaptive", requestHandler };
  }

  readonly appConfig = this.client("AppConfig", async () => {
    const { AppConfig } = await import("@aws-sdk/client-appconfig");
    return new AppConfig(this.config);
  });

  readonly autoScaling = this.client("Application Auto Scaling", async () => {
    const { ApplicationAutoScaling } = await import("@aws-sdk/client-application-auto-scaling");
    return new ApplicationAutoScaling(this.config);
  });

  readonly cloudTrail = this.client("CloudTrail", () => this.loadCloudTrail(this.config.region));

  /** Of the region whose trail has the calls of IAM and other services without a region. */
  readonly globalCloudTrail = this.client("CloudTrail", () => this.loadCloudTrail("us-east-1"));

  readonly cloudWatch = this.client("CloudWatch", async () => {
    const { CloudWatch } = await import("@aws-sdk/client-cloudwatch");
    return new CloudWatch(this.config);
  });

  /** Of the region of the wheels, which is another (docs/decisions/0018). */
  codeArtifact(region: string) {
    return this.client("CodeArtifact", async () => {
      const { Codeartifact } = await import("@aws-sdk/client-codeartifact");
      return new Codeartifact({ ...this.config, region });
    })();
  }

  readonly codeDeploy = this.client("CodeDeploy", async () => {
    const { CodeDeploy } = await import("@aws-sdk/client-codedeploy");
    return new CodeDeploy(this.config);
  });

  readonly dynamoDb = this.client("DynamoDB", async () => {
    const { DynamoDB } = await import("@aws-sdk/client-dynamodb");
    return new DynamoDB(this.config);
  });

  readonly ecr = this.client("ECR", async () => {
    const { ECR } = await import("@aws-sdk/client-ecr");
    return new ECR(this.config);
  });

  readonly ecs = this.client("ECS", async () => {
    const { ECS } = await import("@aws-sdk/client-ecs");
    return new ECS(this.config);
  });

  readonly iam = this.client("IAM", async () => {
    const { IAM } = await import("@aws-sdk/client-iam");
    return new IAM(this.config);
  });

  /** Asked once only: a CreateKey whose answer was lost would be a second key. */
  readonly kms = this.client("KMS", async () => {
    const { KMS } = await import("@aws-sdk/client-kms");
    return new KMS({ ...this.config, maxAttempts: 1 });
  });

  readonly lambda = this.client("Lambda", async () => {
    const { Lambda } = await import("@aws-sdk/client-lambda");
    return new Lambda(this.config);
  });

  readonly loadBalancing = this.client("Elastic Load Balancing", async () => {
    const { ElasticLoadBalancingV2 } = await import("@aws-sdk/client-elastic-load-balancing-v2");
    return new ElasticLoadBalancingV2(this.config);
  });

  readonly s3 = this.client("S3", async () => {
    const { S3 } = await import("@aws-sdk/client-s3");
    return new S3(this.config);
  });

  readonly scheduler = this.client("EventBridge Scheduler", async () => {
    const { Scheduler } = await import("@aws-sdk/client-scheduler");
    return new Scheduler(this.config);
  });

  readonly secretsManager = this.client("Secrets Manager", async () => {
    const { SecretsManager } = await import("@aws-sdk/client-secrets-manager");
    return new SecretsManager(this.config);
  });

  readonly sqs = this.client("SQS", async () => {
    const { SQS } = await import("@aws-sdk/client-sqs");
    return new SQS(this.config);
  });

  readonly ssm = this.client("Systems Manager", async () => {
    const { SSM } = await import("@aws-sdk/client-ssm");
    return new SSM(this.config);
  });

  readonly sns = this.client("SNS", async () => {
    const { SNS } = await import("@aws-sdk/client-sns");
    return new SNS(this.config);
  });
  readonly sts = this.client("STS", async () => {
    const { STS } = await import("@aws-sdk/client-sts");
    return new STS(this.config);
  });

  /** Ends the connections of all that were used. */
  destroy(): void {
    for (const each of this.made.splice(0)) each.destroy();
  }

  private async loadCloudTrail(region: string) {
    const { CloudTrail } = await import("@aws-sdk/client-cloudtrail");
    return new CloudTrail({ ...this.config, region });
  }

  /** The client that `load` makes, made the first time only. */
  private client<Input extends object, Output extends object, Client>(
    service: string,
    load: () => Promise<Client & SdkClient<Input, Output>>,
  ): () => Promise<Client> {
    const make = async () => {
      const client = await load();
      client.middlewareStack.add(plainErrors<Input, Output>(service), { step: "initialize" });
      this.made.push(client);
      return client;
    };
    let made: Promise<Client> | undefined;
    return () => {
      made ??= make();
      return made;
    };
  }
}
