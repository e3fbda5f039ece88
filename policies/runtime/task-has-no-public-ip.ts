import { controlUrl, fsbp } from "../support/frameworks";
import { inputTable, readBy, typesOf } from "../support/inputs";
import { resourceRule } from "../support/rule";
import { equalsOrUnknown } from "../support/unknowns";

/** Where a type that starts tasks says whether they get a public address. */
const PUBLIC_IP = inputTable({
  "aws:cloudwatch/eventTarget:EventTarget": (inputs) =>
    inputs.ecsTarget?.networkConfiguration?.assignPublicIp,
  "aws:ecs/service:Service": (inputs) => inputs.networkConfiguration?.assignPublicIp,
  "aws:ecs/taskSet:TaskSet": (inputs) => inputs.networkConfiguration?.assignPublicIp,
  "aws:pipes/pipe:Pipe": (inputs) =>
    inputs.targetParameters?.ecsTaskParameters?.networkConfiguration?.awsVpcConfiguration
      ?.assignPublicIp,
  "aws:scheduler/schedule:Schedule": (inputs) =>
    inputs.target?.ecsParameters?.networkConfiguration?.assignPublicIp,
});

export const taskHasNoPublicIp = resourceRule({
  name: "task-has-no-public-ip",
  description: "ECS tasks get no public address, whatever starts them.",
  why: "What the internet can reach is behind the load balancer, with its TLS, rules and log.",
  remediationSteps: "Set `assignPublicIp` to false, and give the private subnets.",
  severity: "high",
  framework: fsbp(
    "ECS.2",
    "ECS services should not have public IP addresses assigned automatically",
  ),
  url: controlUrl("ECS.2"),
  types: typesOf(PUBLIC_IP),
  *check(subject) {
    const { field = "", values = [] } = readBy(PUBLIC_IP, subject) ?? {};
    for (const value of values) {
      // False is the provider's default; a pipe says DISABLED.
      if (value === undefined || equalsOrUnknown(value, false) || value === "DISABLED") continue;
      yield `${field} is ${String(value)}: set it to false`;
    }
  },
});
