import { resourceRule } from "../support/rule";
import { at, equalsOrUnknown } from "../support/unknowns";

/** Where a type that starts tasks says whether they get a public address, by dotted path. */
const ADDRESS: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventTarget:EventTarget": "ecsTarget.networkConfiguration.assignPublicIp",
  "aws:ecs/service:Service": "networkConfiguration.assignPublicIp",
  "aws:ecs/taskSet:TaskSet": "networkConfiguration.assignPublicIp",
  "aws:pipes/pipe:Pipe":
    "targetParameters.ecsTaskParameters.networkConfiguration.awsVpcConfiguration.assignPublicIp",
  "aws:scheduler/schedule:Schedule": "target.ecsParameters.networkConfiguration.assignPublicIp",
};

/**
 * A task has no public address.
 *
 * Why: what the internet can reach is behind the load balancer, with its TLS, rules and log.
 *
 * Fix: set `assignPublicIp` to false, and give the private subnets.
 */
export const taskHasNoPublicIp = resourceRule({
  name: "task-has-no-public-ip",
  description: "ECS tasks get no public address, whatever starts them.",
  applies: (type) => Object.hasOwn(ADDRESS, type),
  *check({ type, props }) {
    const path = ADDRESS[type] ?? "";
    // False is the provider's default; a pipe says DISABLED.
    const given = at(props, path) ?? false;
    if (equalsOrUnknown(given, false) || given === "DISABLED") return;
    yield `${path} is ${String(given)}: set it to false, and give private subnets`;
  },
});
