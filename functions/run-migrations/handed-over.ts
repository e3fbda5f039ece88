import { ConditionalCheckFailedException, DynamoDB } from "@aws-sdk/client-dynamodb";
import { z } from "zod";
import { parse } from "../../infra/problems";
import { type Runtime, variable } from "../support/runtime";

const text = z.string().min(1);

const waiting = z.strictObject({
  /** With which CodeDeploy is told. @default - ECS asks by itself */
  execution: text.optional(),
  /** Where the task runs, and the container whose exit code is the migrations' own. @default - a function's version migrates */
  task: z.strictObject({ cluster: text, container: text }).optional(),
  /** When they were handed over, in ISO 8601. */
  since: z.iso.datetime(),
});

/** What the report on migrations needs that go on without this function. */
export type Waiting = Readonly<z.output<typeof waiting>>;

/** A deployment that waits, and the ARN of the task that migrates for it: nothing where it was not started, or that is not known. */
export type Open = Waiting & { readonly taskArn: string | undefined };

/** The deployments that wait for migrations, by their short ids. */
export interface HandedOver {
  /** Remembers a deployment before its migrations are started. What waits already is left as it is. */
  keep(deployment: string, waiting: Waiting): Promise<void>;
  /** Remembers which task it is, where the deployment still waits. */
  started(deployment: string, task: string): Promise<void>;
  /** Every deployment that waits. */
  all(): Promise<ReadonlyMap<string, Open>>;
  /** Forgets a deployment that has its answer. */
  close(deployment: string): Promise<void>;
}

/** Begins the attribute with a deployment's task. */
const TASK = "task:";

/**
 * The same in one item of the table of the handled events, whose key begins with the function's name: two attributes for each
 * deployment. So all of them are read at once, and no two calls overwrite each other.
 */
export function handedOver(runtime: Runtime, functionName: string): HandedOver {
  const dynamoDb = new DynamoDB({ ...runtime.aws });
  const item = {
    TableName: variable(runtime, "HANDLED_EVENTS"),
    Key: { id: { S: `${functionName}#waits` } },
  };
  const both = (deployment: string) => ({ "#waits": deployment, "#task": `${TASK}${deployment}` });
  return {
    async keep(deployment, value) {
      await dynamoDb.updateItem({
        ...item,
        UpdateExpression: "SET #waits = if_not_exists(#waits, :waiting)",
        ExpressionAttributeNames: { "#waits": deployment },
        ExpressionAttributeValues: { ":waiting": { S: JSON.stringify(value) } },
      });
    },
    async started(deployment, task) {
      const written = dynamoDb.updateItem({
        ...item,
        UpdateExpression: "SET #task = :task",
        ConditionExpression: "attribute_exists(#waits)",
        ExpressionAttributeNames: both(deployment),
        ExpressionAttributeValues: { ":task": { S: task } },
      });
      await written.catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },
    async all() {
      const { Item = {} } = await dynamoDb.getItem({ ...item, ConsistentRead: true });
      const { id: _, ...attributes } = Item;
      const deployments = Object.keys(attributes).filter((each) => !each.startsWith(TASK));
      return new Map(
        deployments.map((deployment) => {
          const value = JSON.parse(attributes[deployment]?.S ?? "null");
          const read = parse(waiting, value, `what ${deployment} waits for`);
          return [deployment, { ...read, taskArn: attributes[`${TASK}${deployment}`]?.S }];
        }),
      );
    },
    async close(deployment) {
      await dynamoDb.updateItem({
        ...item,
        UpdateExpression: "REMOVE #waits, #task",
        ExpressionAttributeNames: both(deployment),
      });
    },
  };
}
