import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { platformKeyAlias } from "../../infra/naming/platform-names";
import { onlyKeys, platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";

export interface HandledEventsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `audit`. */
  auditKeyArn: pulumi.Input<string>;
}

/**
 * Makes the table in which the platform's functions remember for a week what they have handled, so that an event
 * that comes twice is handled once (Powertools for AWS Lambda, "Idempotency").
 */
export function handledEvents(
  name: string,
  { context, auditKeyArn }: HandledEventsArgs,
  opts: pulumi.CustomResourceOptions,
): aws.dynamodb.Table {
  return new aws.dynamodb.Table(
    name,
    {
      name: context.name("aws:dynamodb/table:Table", "handled-events"),
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      ttl: { enabled: true, attributeName: "expiration" },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: auditKeyArn },
      deletionProtectionEnabled: context.settings.protect,
      tags: context.tags("handled-events"),
    },
    { ...opts, protect: context.settings.protect },
  );
}

/** Source: Powertools for AWS Lambda (TypeScript), "Idempotency", required IAM permissions. */
const ACTIONS = ["DeleteItem", "GetItem", "PutItem", "UpdateItem"];

/** Remembers what the function `component` has handled: its own items alone, whose keys begin with its name. */
export function handledEventsPermissions(context: Context, component: string): Statement[] {
  const { handledEvents: table } = platformArns(context);
  const fn = context.name("aws:lambda/function:Function", component);
  return [
    allow("HandledEvents", "dynamodb", ACTIONS, table, {
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [`${fn}#*`] },
      // "All of none" is true: a request must have a key at all.
      Null: { "dynamodb:LeadingKeys": "false" },
    }),
  ];
}

/** Uses the key of the ledger and of the handled events, through DynamoDB. */
export function auditKeyPermissions(context: Context): Statement {
  const alias = platformKeyAlias(context.environment, "audit");
  const { keys } = platformArns(context);
  return allow("AuditKey", "kms", ["Decrypt"], keys, onlyKeys(context, [alias], ["dynamodb"]));
}
