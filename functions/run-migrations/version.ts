import { ConditionalCheckFailedException, DynamoDB } from "@aws-sdk/client-dynamodb";
import type { Lambda } from "@aws-sdk/client-lambda";
import { z } from "zod";
import type { Verdict } from "../../delivery/decisions/verdict";
import { REMEMBERED } from "../support/once";
import { type Runtime, variable } from "../support/runtime";

/** What a version is called with, which then runs its migrations and returns. */
export interface MigrationEvent {
  /** Nothing else that calls the function has this field. */
  readonly migrate: {
    /** The catalog's `migrations.command`. */
    readonly command: readonly string[];
    /** CodeDeploy's id. */
    readonly deployment: string;
    /** SemVer tag of the release. */
    readonly release: string;
  };
}

/** The one call of a version for a deployment, and how it has ended. */
export interface VersionCall {
  readonly functionName: string;
  readonly version: string;
  readonly event: MigrationEvent;
}

/** How a call has ended, as it is remembered. */
const verdict = z.strictObject({
  kind: z.enum(["pass", "fail"]),
  reasons: z.tuple([z.string()], z.string()),
});

/** A verdict that gives its reason. */
type CallVerdict = Pick<Verdict, "kind"> & { readonly reasons: readonly [string, ...string[]] };

/**
 * Calls the version that is deployed, once for a deployment, and waits for it: a function runs at most 15 minutes. Who asks again
 * while it runs, or after its caller has died, is to wait; who asks after its end has the first answer.
 *
 * @param lambda - a client that does not try again by itself
 * @param hook - name of the function that asks
 */
export async function callOnce(
  runtime: Runtime,
  lambda: Lambda,
  hook: string,
  { functionName: FunctionName, version: Qualifier, event }: VersionCall,
): Promise<CallVerdict> {
  const dynamoDb = new DynamoDB({ ...runtime.aws });
  const id = `${hook}#calls#${event.migrate.deployment}`;
  const item = { TableName: variable(runtime, "HANDLED_EVENTS"), Key: { id: { S: id } } };
  const expiration = Math.floor(runtime.now().getTime() / 1000) + REMEMBERED;
  try {
    await dynamoDb.updateItem({
      ...item,
      UpdateExpression: "SET expiration = :expiration",
      ConditionExpression: "attribute_not_exists(id)",
      ExpressionAttributeValues: { ":expiration": { N: `${expiration}` } },
    });
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { Item } = await dynamoDb.getItem({ ...item, ConsistentRead: true });
    const known = Item?.verdict?.S;
    if (known !== undefined) return verdict.parse(JSON.parse(known));
    return { kind: "wait", reasons: [`${FunctionName}:${Qualifier} was called before`] };
  }
  const called = await lambda.invoke({ FunctionName, Qualifier, Payload: JSON.stringify(event) });
  const text = called.Payload?.transformToString() ?? "null";
  const ended: CallVerdict =
    called.FunctionError === undefined
      ? { kind: "pass", reasons: [`${FunctionName}:${Qualifier} has migrated`] }
      : {
          kind: "fail",
          reasons: [`${FunctionName}:${Qualifier} has not migrated: ${text.slice(0, 512)}`],
        };
  await dynamoDb.updateItem({
    ...item,
    UpdateExpression: "SET verdict = :verdict",
    ExpressionAttributeValues: { ":verdict": { S: JSON.stringify(ended) } },
  });
  return ended;
}
