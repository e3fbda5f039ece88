import { z } from "zod";
import { ENVIRONMENTS } from "../environments";

/** A text that names something of AWS's; never empty. */
export const text = z.string().min(1);

/** The ARN of something in a region. */
export const arn = z.string().regex(/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\d{12}:.+$/, "an ARN");

/** The fields of every contract, whatever the kind of the workload. */
export const fields = {
  /** Of the contract's shape. A release refuses any other. */
  version: z.literal(1),
  /** The workload's name. */
  service: text,
  environment: z.enum(ENVIRONMENTS),
  /** The GitHub repository that delivers it: `owner/name`. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "owner/name"),
  /** S3 bucket of zips, plans, manifests and SBOMs; the workload's own lie under `<service>/`. */
  artifactBucket: text,
  /**
   * What the release relies on of what all releases of the workload share. `parameter` is a plain parameter
   * with a JSON list of ids: a release adds this `id` before it runs anything, and when it has ended leaves
   * those alone that may still run.
   */
  shape: z.strictObject({ id: text, parameter: text }),
  /** Where CodeArtifact keeps the Python wheels. @default - its repository publishes none */
  wheels: z.strictObject({ domain: text, region: text, repository: text }).optional(),
} as const;

/** The fields of every workload that runs in the environment. */
export const running = {
  /** What a release runs before production traffic (CI/CL-002 §8). @default - no migrations */
  migrations: z
    .strictObject({
      /** Run in the workload's own image; a function's new version is given it in an event. */
      command: z.array(text).min(1),
    })
    .optional(),
  /** CloudWatch alarms by name, each only once. */
  alarms: z.strictObject({
    /** The composite alarm of all others. */
    composite: text,
    /** Alarms that stop a release and bring the old version back. */
    rollback: z.array(text).min(1),
    /** Further alarms that are read for as long as a release bakes. */
    bake: z.array(text),
  }),
  /** The error budget over 30 days. @default - the workload answers no requests, and has none */
  errorBudget: z
    .strictObject({
      /** The metric alarm on its burn rate whose queries `requests` and `errors` count both. */
      alarm: text,
      /** Share of good requests that the SLO asks for, in percent. */
      availability: z.number().gt(0).lt(100),
    })
    .optional(),
  /** CloudWatch dashboard, by name. */
  dashboard: text,
  /** CloudWatch Synthetics canary, by name. @default - no synthetic test is made */
  canary: text.optional(),
  /** Ids of AWS AppConfig's, for StartDeployment. @default - the workload has no flags */
  flags: z
    .strictObject({
      applicationId: text,
      environmentId: text,
      configurationProfileId: text,
      /** Strategy of a change of flags. */
      deploymentStrategyId: text,
      /** Strategy of a return to the flags before: at once. */
      revertDeploymentStrategyId: text,
    })
    .optional(),
} as const;

/** The Lambda functions that CodeDeploy calls while it deploys, by name, and waits for. */
export const hooks = z.strictObject({
  /** Records that the new version has all traffic. */
  recordShift: text,
  /** Runs the migrations once the new tasks are there. @default - there are none */
  runMigrations: text.optional(),
  /** Tests the new version before it has traffic. */
  smokeTest: text,
});

/** CodeDeploy's names for what moves traffic (CodeDeploy API, CreateDeployment). */
export const codeDeploy = z.strictObject({ applicationName: text, deploymentGroupName: text });

/** Tasks on ECS Fargate (ECS API, RunTask and UpdateService). */
export const task = {
  /** ECS cluster, by name. */
  cluster: text,
  /** ECR repository, as the URI before `@sha256:...`. */
  repositoryUri: text,
  /** ARN of the revision that the program made; a release registers its own after it. */
  taskDefinition: arn,
  /** The workload's own container in it. */
  containerName: text,
  awsvpcConfiguration: z.strictObject({
    subnets: z.array(text).min(1),
    securityGroups: z.array(text).min(1),
  }),
  /** Of Fargate, such as `1.4.0`. */
  platformVersion: text,
} as const;

/** Limits that a release sets of what scales an ECS service (RegisterScalableTarget). */
export const scaling = z.strictObject({
  /** Such as `service/<cluster>/<service>`. */
  resourceId: text,
  minCapacity: z.int().min(1),
  maxCapacity: z.int().min(1),
});

/** A Lambda function (Lambda API, PublishVersion and UpdateAlias). */
export const lambda = {
  functionName: text,
  /** Names of the aliases: of the version that callers reach, and of the one before it. */
  aliases: z.strictObject({ live: text, previous: text }),
} as const;
