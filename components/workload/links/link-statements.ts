import * as pulumi from "@pulumi/pulumi";
import { partsOf } from "../../../infra/catalog/links/offers";
import type { Context } from "../../../infra/context";
import { DEFAULT_STAGE, platformKeyAlias } from "../../../infra/naming/platform-names";
import { workloadNames } from "../../../infra/naming/workload-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";
import { LIVE } from "../function/versioned-function";
import { runTaskStatements } from "../job/permissions";
import { type ResolvedLink, runsAsFunction, targetContext } from "./link-target";
import { ownedStatements } from "./owned-statements";

/** A statement whose resource may be known only once its target is made. */
export type LinkStatement = Omit<Statement, "Resource"> & {
  readonly Resource?: pulumi.Input<string> | readonly string[];
};

/**
 * What the role of a link's caller may do: exactly the link's verb, on exactly its target.
 *
 * @param context - of the caller
 */
export function linkStatements(context: Context, resolved: ResolvedLink): LinkStatement[] {
  const { link, target } = resolved;
  const of = targetContext(context, target);
  const sid = sidOf(link);
  switch (link.verb) {
    case "send":
      return sendStatements(of, sid);
    case "invoke":
      return [invokeStatement(of, sid)];
    case "start":
      return runsAsFunction(target.workload)
        ? [invokeStatement(of, sid)]
        : startStatements(of, sid);
    case "call": {
      // The load balancer asks nobody for a signature.
      if (!target.httpApi) return [];
      const { executionArn } = target.httpApi;
      const Resource = pulumi.interpolate`${executionArn}/${DEFAULT_STAGE}/*`;
      return [{ ...allow(sid, "execute-api", ["Invoke"], []), Resource }];
    }
    case "read":
    case "write":
    case "connect": {
      const { type, name } = partsOf(link.resource ?? "");
      return type === "database" ? [] : ownedStatements(of, { type, name, verb: link.verb }, sid);
    }
  }
}

/** `SendAuditQueue`, `ReadCoreBucketDocuments`: IAM takes letters and digits. */
function sidOf({ verb, to, resource = "" }: ResolvedLink["link"]): string {
  const words = [verb, ...to.split("-"), ...resource.split(/[-/]/)];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function sendStatements(target: Context, sid: string): Statement[] {
  const { keys } = platformArns(target);
  const [queue = ""] = workloadArns(target).queues;
  const alias = platformKeyAlias(target.environment, "messaging");
  const { StringEquals, ...byAlias } = onlyKeys(target, [alias], ["sqs"]);
  return [
    allow(sid, "sqs", ["SendMessage"], queue),
    // SQS developer guide, "Encryption context": the queue's ARN.
    allow(`${sid}Key`, "kms", ["Decrypt", "GenerateDataKey"], keys, {
      ...byAlias,
      StringEquals: { ...StringEquals, "kms:EncryptionContext:aws:sqs:arn": queue },
    }),
  ];
}

/** Invokes the version that callers reach, and no other. */
function invokeStatement(target: Context, sid: string): Statement {
  return allow(sid, "lambda", ["InvokeFunction"], liveArn(target));
}

/** ARN of the alias by which a function is invoked. */
export function liveArn(target: Context): string {
  const fn = workloadNames(target).function;
  return platformArns(target).regional("lambda", `function:${fn}:${LIVE}`);
}

/**
 * Starts a run of a job as its schedule does: it reads the schedule's target, which a release keeps at
 * the revision that runs, and hands that to RunTask.
 */
function startStatements(target: Context, sid: string): Statement[] {
  const { schedule } = workloadArns(target);
  const { keys } = platformArns(target);
  const alias = platformKeyAlias(target.environment, "messaging");
  const { StringEquals, ...byAlias } = onlyKeys(target, [alias], ["scheduler"]);
  return [
    allow(sid, "scheduler", ["GetSchedule"], schedule),
    allow(`${sid}Key`, "kms", ["Decrypt"], keys, {
      ...byAlias,
      StringEquals: {
        ...StringEquals,
        "kms:EncryptionContext:aws:scheduler:schedule:arn": schedule,
      },
    }),
    ...runTaskStatements(target).map((each) => ({ ...each, Sid: `${sid}${each.Sid}` })),
  ];
}
