import { type Props, UNKNOWN } from "./unknowns";

/** The type of what {@link containersOf} reads. */
export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** One container of a task definition, with what a message calls it. */
export interface Container {
  readonly label: string;
  readonly props: Props;
}

/**
 * The containers of a task definition, sidecars included: `UNKNOWN` where only `up` can know the
 * text, nothing where it is no list of containers.
 */
export function containersOf({
  containerDefinitions: text,
}: Props): readonly Container[] | typeof UNKNOWN | undefined {
  if (text === UNKNOWN) return UNKNOWN;
  const list = typeof text === "string" ? json(text) : text;
  if (!Array.isArray(list) || list.length === 0) return undefined;
  if (!list.every((each) => each instanceof Object)) return undefined;
  return list.map((props: Props, index) => ({
    label: typeof props.name === "string" ? props.name : `number ${index + 1}`,
    props,
  }));
}

/** Why the containers of a task definition cannot be judged. */
export const NO_CONTAINERS = "containerDefinitions is no list of containers: give it as JSON text";

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
