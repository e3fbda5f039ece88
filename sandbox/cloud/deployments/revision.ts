import type { Cloud } from "../record";
import { one } from "./find-one";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";

/**
 * Registers a revision like the one of `arn`, with the image of another digest.
 *
 * @returns its ARN
 */
export function registerRevision(cloud: Cloud, arn: string, digest: string): string {
  const template = one(cloud, TASK, ({ state }) => state.arn === arn);
  const revisions = cloud.list(TASK).filter(({ id }) => id === template.id);
  const generation = Math.max(...revisions.map((each) => each.generation)) + 1;
  const { arnWithoutRevision } = template.state;
  const own = `${String(arnWithoutRevision)}:${generation + 1}`;
  const containerDefinitions = String(template.state.containerDefinitions).replace(
    /@sha256:[0-9a-f]{64}/,
    `@${digest}`,
  );
  cloud.add({
    ...template,
    key: own,
    generation,
    urn: `${template.urn}#released-${generation}`,
    state: { ...template.state, arn: own, revision: generation + 1, containerDefinitions },
  });
  return own;
}
