import { createResource } from "../../../../sandbox/cloud/account";
import type { Cloud } from "../../../../sandbox/cloud/record";
import { ACCOUNT, imageOf, REGION } from "./service-inputs";

export const WORKER = "nc-shop-dev-service";
export const QUEUE_URL = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/nc-shop-dev-queue`;
export const INTAKE = "/nc/dev/shop/config/intake";

/** Puts a worker into an account: its queue, its switch, two tasks, and a circuit breaker. */
export function addWorker(cloud: Cloud): void {
  const add = (type: string, name: string, inputs: object) => {
    const resource = { urn: `urn:${type}:${name}`, type, name, inputs: { ...inputs } };
    return createResource(cloud, resource, { account: ACCOUNT, region: REGION });
  };
  add("aws:sqs/queue:Queue", "queue", { name: "nc-shop-dev-queue" });
  add("aws:ssm/parameter:Parameter", "intake", {
    name: INTAKE,
    type: "SecureString",
    value: "open",
    allowedPattern: "^(open|drained)$",
    keyId: `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`,
  });
  const cluster = add("aws:ecs/cluster:Cluster", "nc-core", { name: "nc-core" });
  const environment = [
    { name: "NC_QUEUE_URL", value: QUEUE_URL },
    { name: "NC_INTAKE_PARAMETER", value: INTAKE },
  ];
  const containers = [{ name: "shop", image: imageOf("0"), essential: true, environment }];
  const revision = add("aws:ecs/taskDefinition:TaskDefinition", "shop", {
    family: "nc-shop-dev-task",
    containerDefinitions: JSON.stringify(containers),
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
  });
  add("aws:ecs/service:Service", "shop", {
    name: WORKER,
    cluster: cluster.state.arn,
    taskDefinition: revision.state.arn,
    desiredCount: 2,
    launchType: "FARGATE",
    deploymentController: { type: "ECS" },
    deploymentCircuitBreaker: { enable: true, rollback: true },
  });
}
