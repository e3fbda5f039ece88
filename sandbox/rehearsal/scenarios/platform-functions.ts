import type { Environment } from "../../../infra/environments";
import { MIGRATION_TASK_TAG } from "../../../infra/migration-task";
import { fullName } from "../../../infra/naming/names";
import {
  factsOfFunction,
  PLATFORM_FUNCTIONS,
  type PlatformFunctionName,
} from "../../../infra/platform-functions";
import { TASK_RUNS } from "../../api/simulation/ecs/tasks";
import { customValue } from "../../api/simulation/traffic/custom-metrics";
import { holds } from "../check";
import type { Scenario } from "../scenario";
import type { Stage } from "../stage";

/** Where releases go, and are taken back. */
const ENVIRONMENTS = ["stg", "prod"] as const satisfies readonly Environment[];

/** All but the one of the deployment rule, which a scenario of its own turns on, and off again. */
const NAMES = (Object.keys(PLATFORM_FUNCTIONS) as PlatformFunctionName[]).filter(
  (name) => !factsOfFunction(name).optional,
);

/** What the scenarios before have had the platform's functions do. */
export const platformFunctions: Scenario = {
  name: "platform-functions",
  title: "Every function of the platform has done its work in these accounts",
  async run(stage, step) {
    await step("each was called, and kept no event that it could not handle", async () =>
      NAMES.map((name) => called(stage, name)),
    );
    await step("a service's migrations ran once in each of its deployments", async () =>
      ENVIRONMENTS.map((environment) => migrated(stage, environment)),
    );
  },
};

function called({ accounts, clock }: Stage, name: PlatformFunctionName): string {
  const counts = ENVIRONMENTS.map((environment) => {
    const FunctionName = fullName({ service: "platform", environment }, name);
    const metric = {
      namespace: "AWS/Lambda",
      metricName: "Invocations",
      dimensions: { FunctionName },
    };
    const { cloud } = accounts[environment];
    const kept = cloud
      .list("sandbox:sqs/message")
      .filter(({ state }) => state.queue === `${FunctionName}-failed-events`)
      .map(({ state }) => String(state.body));
    holds(`events that ${FunctionName} could not handle`, kept, []);
    const from = new Date(0);
    return customValue(accounts[environment], { ...metric, stat: "Sum" }, from, clock.now()) ?? 0;
  });
  const sum = counts.reduce((total, count) => total + count, 0);
  holds(`whether ${name} was called`, sum > 0, true);
  return `${name}: ${counts.map((count, index) => `${count} times in ${ENVIRONMENTS[index]}`).join(", ")}`;
}

function migrated({ accounts }: Stage, environment: (typeof ENVIRONMENTS)[number]): string {
  const tasks = TASK_RUNS.list(accounts[environment].cloud)
    .map(({ state }) => state)
    .filter(({ tags }) => tags?.[MIGRATION_TASK_TAG.key] === MIGRATION_TASK_TAG.value);
  const deployments = new Set(tasks.map(({ startedBy }) => startedBy));
  holds(`whether migrations ran in ${environment}`, tasks.length > 0, true);
  holds(`tasks of the migrations in ${environment}`, tasks.length, deployments.size);
  const failed = tasks.filter(({ exitCode }) => exitCode !== 0).map(({ arn }) => arn);
  holds(`migrations that failed in ${environment}`, failed, []);
  return `deployments in ${environment}: ${tasks.length}, each with one task that ended with exit code 0`;
}
