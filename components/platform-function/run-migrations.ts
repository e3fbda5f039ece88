import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { migrationAge } from "../../infra/migration-metrics";
import { MIGRATION_TASK_TAG } from "../../infra/migration-task";
import { RELEASE_CONTRACT } from "../../infra/naming/names";
import {
  hookName,
  LEDGER_BY_TIME,
  platformKeyAlias,
  SHARED_CLUSTER,
} from "../../infra/naming/platform-names";
import { workloadNames } from "../../infra/naming/workload-names";
import { onlyKeys, platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";
import { migrationsOverdue } from "../observe/metrics/migrations";
import type { EventRules } from "./event-rules";
import { auditKeyPermissions } from "./handled-events";
import { hookPermissions } from "./hook-permissions";
import { PlatformFunction, type PlatformFunctionArgs } from "./platform-function";

const COMPONENT = "run-migrations";

/** Ends of the tasks that this function starts: `functions/run-migrations/task.ts` says by whom they are started. */
const RULES: EventRules = {
  "migrations-ended": {
    description: "Tasks that have run the migrations of a deployment",
    when: {
      pattern: {
        source: ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        detail: { lastStatus: ["STOPPED"], startedBy: [{ prefix: "nc/migrates/" }] },
      },
    },
  },
};

/** A workload whose releases migrate a database: a service by a task, a function by its new version. */
export interface Migrating {
  /** Name of the workload. */
  readonly service: string;
  readonly kind: "service" | "function";
}

export interface RunMigrationsArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Keys, boundary, alarms' topic and artifact bucket of the environment. */
  environmentResources: PlatformFunctionArgs["environmentResources"];
  /** JSON text of `functions/support/workloads.ts`: the workloads of the catalog. */
  workloads: string;
  /** The workloads whose releases migrate a database. */
  migrating: readonly Migrating[];
  /** Names of the tables of the ledger and of the handled events. */
  tables: {
    readonly ledger: pulumi.Input<string>;
    readonly handledEvents: pulumi.Input<string>;
  };
}

/** The function that runs migrations before its release has traffic (CI/CL-002 §8). */
export function runMigrations(
  name: string,
  { context, environmentResources, workloads, migrating, tables }: RunMigrationsArgs,
  opts: pulumi.ComponentResourceOptions,
): PlatformFunction {
  return new PlatformFunction(
    name,
    {
      context,
      component: COMPONENT,
      description: "Runs the migrations of a release before it has traffic",
      statements: runMigrationsPermissions(context, migrating),
      variables: { LEDGER: tables.ledger, HANDLED_EVENTS: tables.handledEvents },
      files: { "workloads.json": workloads },
      // A function's version is waited for, which runs up to 14 minutes (`infra/catalog/kinds/function.ts`).
      timeout: 900,
      rules: RULES,
      conditions: { overdue: migrationsOverdue(context.environment) },
      isHook: true,
      environmentResources,
    },
    opts,
  );
}

function namesOf(migrating: readonly Migrating[], wanted: Migrating["kind"]): string[] {
  return migrating.flatMap(({ service, kind }) => (kind === wanted ? [service] : []));
}

/** Reads the release and its contract, runs its task, remembers which deployment waits, and ends what takes too long. */
export function runMigrationsPermissions(
  context: Context,
  migrating: readonly Migrating[],
): Statement[] {
  const { environment } = context;
  const { regional, iam, keys, ledger, handledEvents, artifactBucket } = platformArns(context);
  const inCluster = { ArnEquals: { "ecs:cluster": regional("ecs", `cluster/${SHARED_CLUSTER}`) } };
  // ECS assigns a task's id: a tag tells its own tasks from the workloads'.
  const tasks = regional("ecs", `task/${SHARED_CLUSTER}/*`);
  const { key, value } = MIGRATION_TASK_TAG;
  const names = migrating.map(({ service }) => service);
  const services = namesOf(migrating, "service");
  const functions = namesOf(migrating, "function").map(
    (service) => workloadNames({ service, environment }).function,
  );
  const roles = services.flatMap((service) => {
    const { taskRole, executionRole } = workloadNames({ service, environment });
    return [iam(`role/${taskRole}`), iam(`role/${executionRole}`)];
  });
  const artifacts = platformKeyAlias(environment, "artifacts");
  return [
    ...hookPermissions(context),
    allow("Ledger", "dynamodb", ["Query"], `${ledger}/index/${LEDGER_BY_TIME}`),
    allow("Waiting", "dynamodb", ["GetItem", "UpdateItem"], handledEvents, {
      "ForAllValues:StringLike": {
        "dynamodb:LeadingKeys": [`${context.name("aws:lambda/function:Function", COMPONENT)}#*`],
      },
      // "All of none" is true: a request must have a key at all.
      Null: { "dynamodb:LeadingKeys": "false" },
    }),
    auditKeyPermissions(context),
    // AWS takes no resource for it.
    allow("Ages", "cloudwatch", ["PutMetricData"], "*", {
      StringEquals: { "cloudwatch:namespace": migrationAge(environment).namespace },
    }),
    allow(
      "Contracts",
      "ssm",
      ["GetParameter"],
      names.map((service) =>
        regional("ssm", `parameter/nc/${environment}/${service}/config/${RELEASE_CONTRACT}`),
      ),
    ),
    allow(
      "Manifests",
      "s3",
      ["GetObject"],
      names.map((service) => `${artifactBucket}/${service}/manifest/*`),
    ),
    allow("ManifestKey", "kms", ["Decrypt"], keys, onlyKeys(context, [artifacts], ["s3"])),
    allow(
      "RunTask",
      "ecs",
      ["RunTask"],
      services.map((service) => {
        const { taskFamily } = workloadNames({ service, environment });
        return regional("ecs", `task-definition/${taskFamily}:*`);
      }),
      inCluster,
    ),
    allow("TaskTag", "ecs", ["TagResource"], services.length === 0 ? [] : tasks, {
      StringEquals: { "ecs:CreateAction": "RunTask", [`aws:RequestTag/${key}`]: value },
      "ForAllValues:StringEquals": { "aws:TagKeys": [key] },
      Null: { "aws:TagKeys": "false" },
    }),
    // A task that ECS has forgotten has no tag: without one, that is not told from a call that is denied.
    allow("RunningTask", "ecs", ["DescribeTasks"], tasks, inCluster),
    allow("OwnTask", "ecs", ["StopTask"], tasks, {
      ...inCluster,
      StringEquals: { [`aws:ResourceTag/${key}`]: value },
    }),
    allow("PassTaskRoles", "iam", ["PassRole"], roles, {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
    // The new version of each, and the hook that is next.
    allow(
      "Migrate",
      "lambda",
      ["InvokeFunction"],
      functions.length === 0
        ? []
        : [
            ...functions.map((each) => regional("lambda", `function:${each}:*`)),
            regional("lambda", `function:${hookName(environment, "smoke-test")}`),
          ],
    ),
  ].filter(({ Resource }) => !Array.isArray(Resource) || Resource.length > 0);
}
