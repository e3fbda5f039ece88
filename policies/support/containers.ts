import type { ecs } from "@pulumi/aws";
import type { Unwrap } from "@pulumi/pulumi";
import type { Inputs, Read } from "./inputs";
import { isUnknown, type Unknown } from "./unknowns";

/** One container of a task definition, and what a message calls it. */
export interface Container {
  readonly label: string;
  readonly definition: Read<Unwrap<ecs.ContainerDefinition>>;
}

/** Why the containers of a task definition cannot be judged. */
export const NO_CONTAINERS = "containerDefinitions is no list of containers: give it as JSON text";

/**
 * The containers of a task definition, sidecars included: unknown where only `up` can know the
 * text, nothing where it is no list of containers.
 */
export function containersOf({
  containerDefinitions: text,
}: Pick<Inputs<"aws:ecs/taskDefinition:TaskDefinition">, "containerDefinitions">):
  | readonly Container[]
  | Unknown
  | undefined {
  if (isUnknown(text)) return text;
  const list = typeof text === "string" ? json(text) : text;
  if (!Array.isArray(list) || list.length === 0) return undefined;
  if (!list.every((each) => each instanceof Object)) return undefined;
  return list.map((definition: Container["definition"], index) => ({
    label: typeof definition.name === "string" ? definition.name : `number ${index + 1}`,
    definition,
  }));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
