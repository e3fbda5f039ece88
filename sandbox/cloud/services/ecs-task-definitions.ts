import type { Properties } from "../record";
import type { ResourceTypes } from "../resource-type";
import { oneOf, required, type Validation } from "../validators";
import { isGiven, objectOf, objectsIn } from "../values";

type Range = readonly [least: number, most: number];

/** Longest time to stop that Fargate takes, in seconds. */
const STOP_TIMEOUT: Range = [0, 120];

/** A health check: times in seconds, and how many times it may fail. */
const HEALTH_CHECK: Readonly<Record<string, Range>> = {
  interval: [5, 300],
  retries: [1, 10],
  startPeriod: [0, 300],
  timeout: [2, 60],
};

/** ECS: task definitions. Source of each limit: RegisterTaskDefinition. */
export const ECS_TASK_DEFINITIONS: ResourceTypes = {
  "aws:ecs/taskDefinition:TaskDefinition": {
    outputs: ({ arn, generation, text }) => {
      const arnWithoutRevision = arn("ecs", `task-definition/${text("family")}`);
      const revision = generation + 1;
      return {
        id: text("family"),
        arn: `${arnWithoutRevision}:${revision}`,
        arnWithoutRevision,
        revision,
      };
    },
    validate: [
      required("family", "containerDefinitions"),
      oneOf("networkMode", "awsvpc", "bridge", "host", "none"),
      checkFargate,
      checkContainers,
      ({ inputs: { containerDefinitions }, refuse }) => {
        if (typeof containerDefinitions !== "string") return;
        if (!isList(containerDefinitions)) {
          refuse("containerDefinitions", containerDefinitions, "a JSON list of containers");
        }
      },
    ],
    immutable: { allBut: ["skipDestroy", "tags", "trackLatest"] },
    versionedBy: "arn",
  },
};

function checkFargate({ inputs, refuse }: Validation): void {
  const compatible = inputs.requiresCompatibilities;
  if (!Array.isArray(compatible) || !compatible.includes("FARGATE")) return;
  if (typeof inputs.networkMode !== "symbol" && inputs.networkMode !== "awsvpc") {
    refuse("networkMode", inputs.networkMode, '"awsvpc", as it runs on Fargate');
  }
  for (const property of ["cpu", "memory"]) {
    if (!isGiven(inputs[property])) refuse(property, undefined, "a value, as it runs on Fargate");
  }
}

/** What ECS refuses of containers. Source: ECS API, ContainerDefinition and HealthCheck. */
function checkContainers({ inputs, refuse }: Validation): void {
  for (const { name, stopTimeout, healthCheck, environment, secrets } of listOf(
    inputs.containerDefinitions,
  )) {
    const field = `containerDefinitions.${String(name)}`;
    const fits = (key: string, value: unknown, [least, most]: Range) => {
      if (typeof value !== "number" || (value >= least && value <= most)) return;
      refuse(`${field}.${key}`, value, `from ${least} to ${most}`);
    };
    fits("stopTimeout", stopTimeout, STOP_TIMEOUT);
    for (const [key, range] of Object.entries(HEALTH_CHECK)) {
      fits(`healthCheck.${key}`, objectOf(healthCheck)?.[key], range);
    }
    const variables = [environment, secrets].flatMap(namesOf);
    for (const twice of variables.filter((each, index) => variables.indexOf(each) !== index)) {
      refuse(`${field}.secrets`, twice, "a name that no other variable has");
    }
  }
}

function listOf(text: unknown): Properties[] {
  if (typeof text !== "string") return [];
  try {
    return objectsIn(JSON.parse(text)).map(([, container]) => container);
  } catch {
    return []; // Text that is no JSON is refused by another validator.
  }
}

function namesOf(variables: unknown): unknown[] {
  if (!Array.isArray(variables)) return [];
  return variables.map((each) => objectOf(each)?.name).filter(isGiven);
}

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
