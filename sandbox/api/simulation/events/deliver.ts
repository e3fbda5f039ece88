import { randomUUID } from "node:crypto";
import { hexDigits } from "../../../cloud/identifiers";
import type { Properties } from "../../../cloud/record";
import { objectOf } from "../../../cloud/values";
import { roleMay } from "../../authorization/role-may";
import { findBy } from "../../resources";
import type { Account, World } from "../../world";
import { callAsynchronously } from "../functions/asynchronous";
import { OPS_ITEMS } from "../ops-items";
import { PUBLICATIONS } from "../publications";
import { inputOf } from "./input-transformer";

/** Hands an event to a rule's target: a function, a topic, or Systems Manager, which opens an OpsItem of it. */
export async function deliver(
  world: World,
  account: Account,
  target: Properties,
  event: Properties,
): Promise<void> {
  const arn = String(target.arn);
  const [, functionName, qualifier = "$LATEST"] =
    /:lambda:[^:]*:\d+:function:([^:]+)(?::([^:]+))?$/.exec(arn) ?? [];
  if (functionName !== undefined) {
    await callAsynchronously(world, account, { functionName, qualifier, payload: event });
  } else if (arn.includes(":sns:")) publish(world, account, arn, inputOf(target, event));
  else if (arn.endsWith(":opsitem")) await openOpsItem(world, account, target, event);
}

function publish(world: World, account: Account, topicArn: string, message: string): void {
  if (!findBy(account, "aws:sns/topic:Topic", "arn", topicArn)) return;
  const at = world.clock.now().toISOString();
  PUBLICATIONS.put(account.cloud, randomUUID(), { topicArn, subject: "", message, at });
}

/** Source of the shape: Systems Manager user guide, "Configure EventBridge rules to create OpsItems". */
async function openOpsItem(
  world: World,
  account: Account,
  target: Properties,
  event: Properties,
): Promise<void> {
  const ask = { action: "ssm:CreateOpsItem", resource: "*" };
  if (!(await roleMay(world, account, String(target.roleArn), ask))) return;
  const input = objectOf(JSON.parse(inputOf(target, event))) ?? {};
  const id = `oi-${hexDigits([account.id, OPS_ITEMS.list(account.cloud).length], 12)}`;
  const now = world.clock.now().toISOString();
  const dedup = objectOf(objectOf(input.operationalData)?.["/aws/dedup"])?.value;
  OPS_ITEMS.put(account.cloud, id, {
    id,
    createdTime: now,
    lastModifiedTime: now,
    createdBy: String(target.roleArn),
    lastModifiedBy: String(target.roleArn),
    title: String(input.title),
    description: String(input.description),
    source: String(input.source),
    status: "Open",
    category: String(input.category),
    severity: String(input.severity),
    operationalData: { "/aws/dedup": { Value: String(dedup), Type: "SearchableString" } },
  });
}
