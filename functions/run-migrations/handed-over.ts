import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { type Runtime, variable } from "../support/runtime";

/** How long it is kept who waits for a migration, in seconds: CodeDeploy waits an hour, and an event comes for a day. */
const KEPT = 2 * 24 * 60 * 60;

/** What of a deployment its report needs. */
export interface Waiting {
  /** With which CodeDeploy is told. */
  readonly execution: string;
  /** Name of the container whose exit code is the migrations' own. */
  readonly container: string;
}

/** What waits for the migrations of deployments that go on without this function. */
export interface HandedOver {
  /** Remembers what CodeDeploy waits for, before the migrations are started. */
  keep(deployment: string, waiting: Waiting): Promise<void>;
  /** What CodeDeploy waits for; nothing where nobody does. */
  find(deployment: string): Promise<Waiting | undefined>;
}

/** The same in the table of the handled events, under keys that begin with the function's name. */
export function handedOver(runtime: Runtime, functionName: string): HandedOver {
  const dynamoDb = new DynamoDB({ ...runtime.aws });
  const TableName = variable(runtime, "HANDLED_EVENTS");
  const keyOf = (deployment: string) => ({ id: { S: `${functionName}#waits#${deployment}` } });
  return {
    async keep(deployment, { execution, container }) {
      const expiration = `${Math.floor(runtime.now().getTime() / 1000) + KEPT}`;
      await dynamoDb.putItem({
        TableName,
        Item: {
          ...keyOf(deployment),
          execution: { S: execution },
          container: { S: container },
          expiration: { N: expiration },
        },
      });
    },
    async find(deployment) {
      const found = await dynamoDb.getItem({
        TableName,
        Key: keyOf(deployment),
        ConsistentRead: true,
      });
      const execution = found.Item?.execution?.S;
      const container = found.Item?.container?.S;
      return execution === undefined || container === undefined
        ? undefined
        : { execution, container };
    },
  };
}
