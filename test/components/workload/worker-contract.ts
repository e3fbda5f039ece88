import type { WorkloadContract } from "../../../components/workload/release-contract";

const ARN = "arn:aws:ecs:ca-central-1:222222222222:task-definition/nc-ingest-worker-stg-task:1";

/** A worker's part of the contract, with so many alarms for its bake. */
export function workerWith(bakeAlarms: number): WorkloadContract {
  return {
    kind: "worker",
    cluster: "nc-core",
    repositoryUri: "222222222222.dkr.ecr.ca-central-1.amazonaws.com/nc-ingest-worker-stg-image",
    taskDefinition: ARN,
    containerName: "ingest-worker",
    awsvpcConfiguration: { subnets: ["subnet-a", "subnet-b"], securityGroups: ["sg-1"] },
    platformVersion: "1.4.0",
    serviceName: "nc-ingest-worker-stg-service",
    queueUrl: "https://sqs.ca-central-1.amazonaws.com/222222222222/queue",
    deadLetterQueueUrl: "https://sqs.ca-central-1.amazonaws.com/222222222222/dead-letters",
    intake: {
      name: "/nc/stg/ingest-worker/config/intake",
      description: "Whether ingest-worker takes messages from its queue",
      type: "SecureString",
      keyId: "key",
      tier: "Standard",
      allowedPattern: "^(open|drained)$",
    },
    drain: { noticedSeconds: 60, longestJobSeconds: 300 },
    scaling: { resourceId: "service/nc-core/s", minCapacity: 2, maxCapacity: 6 },
    alarms: {
      composite: "nc-ingest-worker-stg-bake",
      rollback: ["nc-ingest-worker-stg-missing-tasks"],
      bake: Array.from({ length: bakeAlarms }, (_, index) => `nc-ingest-worker-stg-${index}`),
    },
    dashboard: "nc-ingest-worker-stg-dashboard",
  };
}
