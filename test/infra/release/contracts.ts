import type { ReleaseContractOf } from "../../../infra/release/contract";

const arn = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:333333333333:${resource}`;

/** Names of as many alarms as `components`, of the workload with the longest name. */
export const alarmNames = (components: readonly string[]) =>
  components.map((component) => `nc-a-name-of-20-letters-prod-${component}`);

const running = {
  version: 1,
  service: "a-name-of-20-letters",
  environment: "prod",
  repository: "neurocipher/a-name-of-20-letters",
  artifactBucket: "nc-platform-prod-artifacts-333333333333",
  shape: { id: "0a1b2c3d4e5f", parameter: "/nc/prod/a-name-of-20-letters/config/released" },
  migrations: { command: ["node", "--enable-source-maps", "dist/migrations/migrate.js"] },
  alarms: {
    composite: "nc-a-name-of-20-letters-prod-bake",
    rollback: alarmNames(["errors", "latency"]),
    bake: alarmNames(["queue-oldest-message"]),
  },
  dashboard: "nc-a-name-of-20-letters-prod-dashboard",
} as const;

const task = {
  cluster: "nc-core",
  repositoryUri:
    "333333333333.dkr.ecr.ca-central-1.amazonaws.com/nc-a-name-of-20-letters-prod-image",
  taskDefinition: arn("ecs", "task-definition/nc-a-name-of-20-letters-prod-task:1"),
  containerName: "a-name-of-20-letters",
  awsvpcConfiguration: {
    subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
    securityGroups: ["sg-0123456789abcdef0"],
  },
  platformVersion: "1.4.0",
} as const;

const scaling = {
  resourceId: "service/nc-core/nc-a-name-of-20-letters-prod-service",
  minCapacity: 2,
  maxCapacity: 6,
};

const targetGroup = (color: string) =>
  arn("elasticloadbalancing", `targetgroup/nc-a-name-of-20-l-${color}-0a1b2c3d/0123456789abcdef`);
const rule = (id: string) =>
  arn(
    "elasticloadbalancing",
    `listener-rule/app/nc-platform-prod-load-balancer/0123456789abcdef/0123456789abcdef/${id}`,
  );

/** A contract of each kind and of each way in which it can run, of a workload with the longest name. */
export const CONTRACTS = {
  service: {
    ...running,
    ...task,
    kind: "service",
    rollout: "codedeploy",
    wheels: {
      domain: "nc-platform-prod-wheels",
      region: "us-east-1",
      repository: "nc-platform-prod-wheels",
    },
    flags: {
      applicationId: "abc1234",
      environmentId: "abc1235",
      configurationProfileId: "abc1236",
      deploymentStrategyId: "abc1237",
      revertDeploymentStrategyId: "abc1238",
    },
    canary: "nc-a-name-of-20-letters-prod-canary",
    serviceName: "nc-a-name-of-20-letters-prod-service",
    containerPort: 8080,
    healthCheckPath: "/a-name-of-20-letters/healthz",
    targetGroupArns: { blue: targetGroup("blue"), green: targetGroup("green") },
    listenerRuleArns: { production: rule("0123456789abcdef"), test: rule("0123456789abcde0") },
    testPort: 8443,
    scaling,
    codeDeploy: {
      applicationName: "nc-a-name-of-20-letters-prod-delivery",
      deploymentGroupName: "nc-a-name-of-20-letters-prod-delivery",
    },
    hooks: {
      recordShift: "nc-platform-prod-record-shift",
      smokeTest: "nc-platform-prod-smoke-test",
    },
  },
  function: {
    ...running,
    kind: "function",
    functionName: "nc-a-name-of-20-letters-prod-function",
    aliases: { live: "live", previous: "previous" },
    codeDeploy: {
      applicationName: "nc-a-name-of-20-letters-prod-delivery",
      deploymentGroupName: "nc-a-name-of-20-letters-prod-delivery",
    },
    hooks: {
      recordShift: "nc-platform-prod-record-shift",
      smokeTest: "nc-platform-prod-smoke-test",
    },
    host: "abcdefghij.execute-api.ca-central-1.amazonaws.com",
  },
  worker: {
    ...running,
    ...task,
    kind: "worker",
    serviceName: "nc-a-name-of-20-letters-prod-service",
    queueUrl: "https://sqs.ca-central-1.amazonaws.com/333333333333/nc-worker-prod-queue",
    deadLetterQueueUrl:
      "https://sqs.ca-central-1.amazonaws.com/333333333333/nc-worker-prod-dead-letters",
    intake: {
      name: "/nc/prod/a-name-of-20-letters/config/intake",
      description: "Whether a-name-of-20-letters takes messages from its queue",
      type: "SecureString",
      keyId: arn("kms", "key/01234567-89ab-cdef-0123-456789abcdef"),
      tier: "Standard",
      allowedPattern: "^(open|drained)$",
    },
    drain: { noticedSeconds: 60, longestJobSeconds: 300 },
    scaling,
  },
  job: {
    ...running,
    ...task,
    kind: "job",
    runsAs: "task",
    schedule: {
      name: "nc-a-name-of-20-letters-prod-schedule",
      groupName: "nc-a-name-of-20-letters-prod-schedule",
      roleArn: "arn:aws:iam::333333333333:role/nc-a-name-of-20-letters-prod-schedule",
    },
    deadLetterQueueUrl:
      "https://sqs.ca-central-1.amazonaws.com/333333333333/nc-job-prod-dead-letters",
    group: "nc-a-name-of-20-letters-prod-schedule",
  },
  terraform: {
    version: 1,
    service: "core",
    environment: "prod",
    repository: "neurocipher/core",
    artifactBucket: "nc-platform-prod-artifacts-333333333333",
    shape: { id: "0a1b2c3d4e5f", parameter: "/nc/prod/core/config/released" },
    kind: "terraform",
    directory: "iac/stacks/core",
    backend: {
      bucket: "nc-platform-prod-terraform-state-333333333333",
      key: "core/terraform.tfstate",
      region: "ca-central-1",
      dynamodb_table: "nc-platform-prod-terraform-locks",
      use_lockfile: true,
      encrypt: true,
      kms_key_id: "arn:aws:kms:ca-central-1:333333333333:key/5f1c2d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f",
      workspace_key_prefix: "core/workspaces",
    },
  },
} as const satisfies {
  [Name in "service" | "function" | "worker" | "job" | "terraform"]: ReleaseContractOf<Name>;
};
