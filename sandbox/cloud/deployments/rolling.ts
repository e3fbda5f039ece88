import type { Cloud } from "../record";
import { one } from "./find-one";
import { registerRevision } from "./revision";

const SERVICE = "aws:ecs/service:Service";
const PARAMETER = "aws:ssm/parameter:Parameter";

/** One release of a service whose tasks ECS replaces. */
export interface Rolling {
  /** Name of the service. */
  readonly service: string;
  /** Digest of the new image: `sha256:` and 64 hex digits. */
  readonly digest: string;
  /** How many tasks are wanted from then on. */
  readonly desiredCount: number;
}

/**
 * Leaves in the record what a release by ECS leaves: a new revision of the task definition, which
 * the service runs.
 *
 * @returns what ECS does when an alarm goes off: the service runs the revision before
 */
export function deployRolling(cloud: Cloud, wanted: Rolling): { rollBack(): void } {
  const service = one(cloud, SERVICE, ({ inputs }) => inputs.name === wanted.service);
  const { taskDefinition: before } = service.state;
  const taskDefinition = registerRevision(cloud, String(before), wanted.digest);
  const run = (each: unknown) =>
    cloud.patch(service, (state) => ({
      ...state,
      taskDefinition: each,
      desiredCount: wanted.desiredCount,
    }));
  run(taskDefinition);
  return { rollBack: () => void run(before) };
}

/** Sets a parameter as a release does that closes or opens the intake of a worker. */
export function setParameter(cloud: Cloud, name: string, value: string): void {
  const parameter = one(cloud, PARAMETER, ({ inputs }) => inputs.name === name);
  cloud.patch(parameter, (state) => ({ ...state, value, version: Number(state.version) + 1 }));
}
