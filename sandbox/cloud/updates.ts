import { isDeepStrictEqual } from "node:util";
import { part } from "./limits/rule";
import { ProviderError } from "./provider-error";
import type { Properties } from "./record";

/** What of a service that CodeDeploy moves only a deployment changes, and AWS's word for it. */
const DEPLOYED = {
  taskDefinition: "task definition",
  loadBalancers: "load balancers",
  networkConfiguration: "network parameters",
  platformVersion: "platform version",
} as const;

/** What an update sends as a whole, with what did not change (EventBridge Scheduler, UpdateSchedule). */
const SENT_WHOLE: readonly string[] = ["aws:scheduler/schedule:Schedule"];

/** Whether an update undoes what was changed outside Pulumi, and Pulumi was not told of. */
export function isSentWhole(type: string): boolean {
  return SENT_WHOLE.includes(type);
}

/**
 * Refuses an update that AWS refuses, though it takes the same inputs of a new resource.
 *
 * @throws {Refusal} in the words of AWS
 */
export function refuseUpdate(type: string, olds: Properties, news: Properties): void {
  if (type !== "aws:ecs/service:Service") return;
  if (part(olds.deploymentController)?.type !== "CODE_DEPLOY") return;
  for (const [property, words] of Object.entries(DEPLOYED)) {
    if (isDeepStrictEqual(olds[property], news[property])) continue;
    throw new ProviderError(
      `InvalidParameterException: Unable to update ${words} on services with a CODE_DEPLOY ` +
        "deployment controller. Use AWS CodeDeploy to trigger a new deployment",
    );
  }
}
