import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { SSMClient } from "@aws-sdk/client-ssm";

/** How a client is made; a test gives credentials and an endpoint, which else come from the environment. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** Longest that one request may take, and longest that its connection may, in milliseconds. */
const TIMEOUTS = { requestTimeout: 20_000, connectionTimeout: 5_000 };

/**
 * Clients of AWS's API. Each SDK is loaded where it is first used: one takes about 50 ms.
 *
 * A call that is throttled or fails on AWS's side is made again, up to five times in all.
 */
export class AwsClients {
  private readonly config;

  constructor(config: ClientConfig) {
    // The SDK warns on Node 20, which it still runs on.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    this.config = { ...config, maxAttempts: 5, requestHandler: TIMEOUTS };
  }

  readonly cloudWatch = once(async (): Promise<CloudWatchClient> => {
    const { CloudWatchClient } = await import("@aws-sdk/client-cloudwatch");
    return new CloudWatchClient(this.config);
  });

  readonly dynamoDb = once(async (): Promise<DynamoDBClient> => {
    const { DynamoDBClient } = await import("@aws-sdk/client-dynamodb");
    return new DynamoDBClient(this.config);
  });

  readonly ssm = once(async (): Promise<SSMClient> => {
    const { SSMClient } = await import("@aws-sdk/client-ssm");
    return new SSMClient(this.config);
  });
}

/** `make`, called the first time only. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
