import type { Entry } from "../../cloud/record";
import type { Account } from "../world";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** A revision by ARN, by `family:revision`, or the newest one of a family. */
export function findTaskDefinition(account: Account, name: unknown = ""): Entry | undefined {
  const [, family = "", revision] =
    /([^/:]+)(?::(\d+))?$/.exec(String(name).replace(/^arn:.*:task-definition\//, "")) ?? [];
  const revisions = revisionsOf(account, family);
  if (revision === undefined) return revisions.at(-1);
  return revisions.find(({ state }) => String(state.revision) === revision);
}

/** Digest of the image of the first container of a revision: what its tasks run. */
export function digestOf({ state }: Entry): string {
  return /@(sha256:[0-9a-f]{64})/.exec(String(state.containerDefinitions))?.[1] ?? "";
}

/** The revisions of a family, oldest first. */
export function revisionsOf({ cloud }: Account, family: unknown): Entry[] {
  return cloud
    .list(TASK_DEFINITION)
    .filter(({ state }) => state.family === family)
    .sort((a, b) => Number(a.state.revision) - Number(b.state.revision));
}
