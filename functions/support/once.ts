import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import type { Context } from "aws-lambda";
import { type Runtime, variable } from "./runtime";

/** How long it is remembered that something was done, in seconds: EventBridge delivers for a day at most. */
export const REMEMBERED = 7 * 24 * 60 * 60;

/**
 * Does `work` once for each `key`: who asks again gets the first answer, and who asks meanwhile is refused. What
 * failed, or was killed, is done again.
 */
export async function once<T>(
  runtime: Runtime,
  context: Context,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const persistenceStore = new DynamoDBPersistenceLayer({
    tableName: variable(runtime, "HANDLED_EVENTS"),
    clientConfig: { ...runtime.aws },
  });
  const config = new IdempotencyConfig({ expiresAfterSeconds: REMEMBERED, lambdaContext: context });
  const keyPrefix = context.functionName;
  const done = makeIdempotent((_: string) => work(), { persistenceStore, config, keyPrefix });
  return done(key);
}
