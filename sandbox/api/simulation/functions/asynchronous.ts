import { randomUUID } from "node:crypto";
import { findAlias } from "../../../cloud/deployments/lambda";
import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { ownEntries } from "../../own-entries";
import { nameIn } from "../../resources";
import type { Account, World } from "../../world";
import { MESSAGES } from "../queues/messages";
import type { Timer } from "../timer";
import { runVersion } from "./run-version";

const CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";

/** Waits before each further attempt, in milliseconds (Lambda guide, "How Lambda handles errors"): 1 and 2 minutes. */
const WAITS = [60_000, 120_000];

/** An event that a function has failed, and that waits for its next attempt; times in ISO 8601. */
type Waiting = {
  functionName: string;
  qualifier: string;
  payload: Properties;
  /** Attempts that have failed. */
  failed: number;
  dueAt: string;
};

const WAITING = ownEntries<Waiting>("sandbox:lambda/asynchronousInvocation");

/** What is called, and with what. */
export interface AsynchronousCall {
  readonly functionName: string;
  /** An alias or a version; `$LATEST` where the caller names none. */
  readonly qualifier: string;
  readonly payload: Properties;
}

/**
 * Calls a function without anybody waiting for its answer: what fails is tried again as its configuration says, and
 * then kept in its destination.
 */
export function callAsynchronously(world: World, account: Account, call: AsynchronousCall) {
  return attempt(world, account, randomUUID(), call, 0);
}

/** The next attempts of what has failed. */
export function asynchronousTimers(world: World): Timer[] {
  return world.accounts.flatMap((account) =>
    WAITING.list(account.cloud).map(({ key, state }) => ({
      at: new Date(state.dueAt),
      run: async () => {
        WAITING.remove(account.cloud, key);
        await attempt(world, account, key, state, state.failed);
      },
    })),
  );
}

async function attempt(
  world: World,
  account: Account,
  id: string,
  { functionName, qualifier, payload }: AsynchronousCall,
  failedBefore: number,
): Promise<void> {
  const alias = findAlias(account.cloud, functionName, qualifier);
  const version = alias ? String(alias.state.functionVersion) : qualifier;
  const result = await runVersion(world, account, {
    functionName,
    version,
    qualifier,
    payload,
  });
  if ("returned" in result) return;
  const failed = failedBefore + 1;
  const config = configOf(account, functionName, qualifier);
  const wait = WAITS[failedBefore];
  const again = failed <= Number(config?.maximumRetryAttempts ?? 2);
  if (again && wait !== undefined) {
    const dueAt = new Date(world.clock.now().getTime() + wait).toISOString();
    WAITING.put(account.cloud, id, { functionName, qualifier, payload, failed, dueAt });
    return;
  }
  const onFailure = objectOf(objectOf(config?.destinationConfig)?.onFailure);
  if (onFailure === undefined) return;
  // Source of the form: Lambda guide, "Capturing records of Lambda asynchronous invocations".
  const record = {
    version: "1.0",
    timestamp: world.clock.now().toISOString(),
    requestContext: {
      requestId: id,
      functionArn: `arn:aws:lambda:${account.region}:${account.id}:function:${functionName}:${qualifier}`,
      condition: "RetriesExhausted",
      approximateInvokeCount: failed,
    },
    requestPayload: payload,
    responseContext: { statusCode: 200, executedVersion: version, functionError: "Unhandled" },
    responsePayload: { errorType: result.error.type, errorMessage: result.error.message },
  };
  const sentAt = world.clock.now().toISOString();
  MESSAGES.put(account.cloud, id, {
    messageId: id,
    queue: nameIn(onFailure.destination),
    body: JSON.stringify(record),
    sentAt,
    visibleAt: sentAt,
    receiptHandle: "",
    receiveCount: 0,
  });
}

function configOf({ cloud }: Account, functionName: string, qualifier: string) {
  return cloud
    .list(CONFIG)
    .map(({ state }) => state)
    .find(
      (each) =>
        nameIn(each.functionName) === functionName && (each.qualifier ?? "$LATEST") === qualifier,
    );
}
