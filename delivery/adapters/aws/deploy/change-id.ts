import { formatProblem, InvalidInput } from "../../../../infra/problems";

/**
 * A change of what runs that no deployment of AWS's stands for. All of it is in its id, so that any run of `nc`
 * can go on with it.
 */
export interface Change<Why extends string> {
  readonly why: Why;
  /** When it began. */
  readonly at: Date;
  /** What is to run: the ARN of a task definition's revision, or the number of a function's version. */
  readonly to: string;
}

/** Such as `release/2026-03-02T09:00:00.000Z/arn:aws:ecs:...:task-definition/nc-shop-stg-task:7`. */
export function changeId<Why extends string>({ why, at, to }: Change<Why>): string {
  return `${why}/${at.toISOString()}/${to}`;
}

/**
 * @param whys - what such a change may be for
 * @throws {InvalidInput} if it is none
 */
export function parseChange<Why extends string>(id: string, whys: readonly Why[]): Change<Why> {
  const [, prefix, instant = "", to = ""] = /^([a-z]+)\/([^/]+)\/(.+)$/.exec(id) ?? [];
  const why = whys.find((each) => each === prefix);
  const at = new Date(instant);
  if (why !== undefined && !Number.isNaN(at.getTime())) return { why, at, to };
  const want = `${whys.map((each) => `${each}/`).join(" or ")}, an instant, and what is to run`;
  throw new InvalidInput("the deployment", [formatProblem("id", id, want)]);
}
