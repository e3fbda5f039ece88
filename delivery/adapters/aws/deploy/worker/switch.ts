import { formatProblem, InvalidInput } from "../../../../../infra/problems";

/** A switch of a worker to another revision: all of it is in its id, so that any run of `nc` can go on with it. */
export interface Switch {
  /** What it is for: a rollback is carried out even when the queue is not drained in time. */
  readonly why: "release" | "rollback";
  /** When the intake was closed. */
  readonly closedAt: Date;
  /** ARN of the revision that is to run. */
  readonly taskDefinition: string;
}

/** Such as `release/2026-03-02T09:00:00.000Z/arn:aws:ecs:...:task-definition/nc-shop-stg-task:7`. */
export function switchId({ why, closedAt, taskDefinition }: Switch): string {
  return `${why}/${closedAt.toISOString()}/${taskDefinition}`;
}

/** @throws {InvalidInput} if it is none */
export function parseSwitch(id: string): Switch {
  const [, why, at = "", taskDefinition = ""] =
    /^(release|rollback)\/([^/]+)\/(arn:.+)$/.exec(id) ?? [];
  const closedAt = new Date(at);
  if ((why === "release" || why === "rollback") && !Number.isNaN(closedAt.getTime())) {
    return { why, closedAt, taskDefinition };
  }
  const want = "release/ or rollback/, an instant, and the ARN of a task definition";
  throw new InvalidInput("the deployment of a worker", [formatProblem("id", id, want)]);
}
