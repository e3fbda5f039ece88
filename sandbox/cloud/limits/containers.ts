import type { Properties } from "../record";
import { entries, isGiven, type Judged, part } from "./rule";

type Range = readonly [least: number, most: number];

/** Longest time to stop that Fargate takes, in seconds. */
const STOP: Range = [0, 120];

/** Times in seconds, and how often it may fail. */
const HEALTH: Readonly<Record<string, Range>> = {
  interval: [5, 300],
  retries: [1, 10],
  startPeriod: [0, 300],
  timeout: [2, 60],
};

/** What ECS refuses of containers. Source: ECS API, ContainerDefinition and HealthCheck. */
export function containersFit({ inputs, refuse }: Judged): void {
  for (const { name, stopTimeout, healthCheck, environment, secrets } of listOf(
    inputs.containerDefinitions,
  )) {
    const field = `containerDefinitions.${String(name)}`;
    const fits = (key: string, value: unknown, [least, most]: Range) => {
      if (typeof value !== "number" || (value >= least && value <= most)) return;
      refuse(`${field}.${key}`, value, `from ${least} to ${most}`);
    };
    fits("stopTimeout", stopTimeout, STOP);
    for (const [key, range] of Object.entries(HEALTH)) {
      fits(`healthCheck.${key}`, part(healthCheck)?.[key], range);
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
    return entries(JSON.parse(text)).map(([, container]) => container);
  } catch {
    return []; // What is no JSON is refused as such.
  }
}

function namesOf(variables: unknown): unknown[] {
  if (!Array.isArray(variables)) return [];
  return variables.map((each) => part(each)?.name).filter(isGiven);
}
