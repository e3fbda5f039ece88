import type { Cloud, Entry, Properties } from "../record";
import { findOne } from "./find-one";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";

/** One rolling update of a service by ECS. */
export interface RollingUpdate {
  /** Name of the service. */
  readonly service: string;
  /** Digest of the new image: `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** How many tasks are to run from then on. */
  readonly desiredCount: number;
}

/**
 * Records what a rolling update by ECS changes: a new revision of the task definition, which the
 * service runs.
 *
 * @returns what ECS does when an alarm goes off: the service runs the previous revision
 */
export function deployRolling(cloud: Cloud, update: RollingUpdate): { rollBack(): void } {
  const service = findOne(cloud, SERVICE, ({ inputs }) => inputs.name === update.service);
  const { taskDefinition: before } = service.state;
  const taskDefinition = registerTaskDefinition(cloud, String(before), update.digest);
  const run = (each: unknown) =>
    runTaskDefinition(cloud, service, { taskDefinition: each, desiredCount: update.desiredCount });
  run(taskDefinition);
  return { rollBack: () => void run(before) };
}

/** Records what a service runs from now on; what is not named stays. */
export function runTaskDefinition(cloud: Cloud, service: Entry, runs: Properties): Properties {
  return cloud.patch(service, (state) => ({ ...state, ...runs })).state;
}

/**
 * Registers a revision like the one of `arn`, with the image of another digest.
 *
 * @returns its ARN
 */
export function registerTaskDefinition(cloud: Cloud, arn: string, digest: string): string {
  const template = findOne(cloud, TASK_DEFINITION, ({ state }) => state.arn === arn);
  const containerDefinitions = String(template.state.containerDefinitions).replace(
    /@sha256:[0-9a-f]{64}/,
    `@${digest}`,
  );
  return registerRevision(cloud, template, { ...template.state, containerDefinitions }).key;
}

/** Records the next revision of the family that `template` is of; `state` is its contents. */
export function registerRevision(cloud: Cloud, template: Entry, state: Properties): Entry {
  const revisions = cloud.list(TASK_DEFINITION).filter(({ id }) => id === template.id);
  const generation = Math.max(...revisions.map((each) => each.generation)) + 1;
  const { arnWithoutRevision } = template.state;
  const arn = `${String(arnWithoutRevision)}:${generation + 1}`;
  const entry = {
    ...template,
    key: arn,
    generation,
    urn: `${template.urn.replace(/#revision-\d+$/, "")}#revision-${generation}`,
    state: { ...state, arn, arnWithoutRevision, revision: generation + 1 },
  };
  cloud.add(entry);
  return entry;
}
