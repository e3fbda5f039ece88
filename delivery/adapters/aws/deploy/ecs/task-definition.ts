import type { TaskDefinition } from "@aws-sdk/client-ecs";
import { formatProblem, InvalidInput } from "../../../../../infra/problems";
import { NO_IMAGE } from "../../../../../infra/release/placeholder";
import type { Release } from "../../../../decisions/release/release";
import type { Target, TaskContract } from "../target";

/**
 * Registers the revision that runs a release: the program's newest one with the release's image, by digest
 * (docs/decisions/0008).
 *
 * @returns its ARN
 * @throws {InvalidInput} if the release has no image, or not one alone
 */
export async function registerRevision(
  { clients, contract }: Target<TaskContract>,
  release: Release,
): Promise<string> {
  const { taskDefinition: template, containerName, repositoryUri } = contract;
  const image = `${repositoryUri}@${imageOf(release)}`;
  const ecs = await clients.ecs();
  const found = await ecs.describeTaskDefinition({ taskDefinition: template, include: ["TAGS"] });
  const { family, ...shape } = inputsOf(found.taskDefinition ?? {});
  const containerDefinitions = (shape.containerDefinitions ?? []).map((each) =>
    each.name === containerName ? { ...each, image } : each,
  );
  const registered = await ecs.registerTaskDefinition({
    ...shape,
    family,
    containerDefinitions,
    tags: found.tags,
  });
  const arn = registered.taskDefinition?.taskDefinitionArn;
  if (arn === undefined) throw new Error(`ECS gave no ARN to the revision of ${family}`);
  return arn;
}

/** Whether a revision has run a release; the program's own has an image that does not exist. */
export async function isReleased(
  { clients, contract }: Target<TaskContract>,
  taskDefinition: string,
): Promise<boolean> {
  const ecs = await clients.ecs();
  const found = await ecs.describeTaskDefinition({ taskDefinition });
  const containers = found.taskDefinition?.containerDefinitions ?? [];
  const own = containers.find(({ name }) => name === contract.containerName);
  return own?.image !== undefined && !own.image.endsWith(`@${NO_IMAGE}`);
}

/** Whether a revision runs the image of a release. */
export async function runsImageOf(
  { clients, contract }: Target<TaskContract>,
  taskDefinition: string,
  release: Release,
): Promise<boolean> {
  const ecs = await clients.ecs();
  const found = await ecs.describeTaskDefinition({ taskDefinition });
  const containers = found.taskDefinition?.containerDefinitions ?? [];
  const own = containers.find(({ name }) => name === contract.containerName);
  return own?.image?.endsWith(`@${imageOf(release)}`) === true;
}

function imageOf({ artifacts, workload }: Release): string {
  const digests = artifacts.flatMap((each) => (each.type === "image" ? [each.digest] : []));
  const [digest] = digests;
  if (digest !== undefined && digests.length === 1) return digest;
  throw new InvalidInput(`the release of ${workload}`, [
    formatProblem("artifacts", `${digests.length} images`, "one image"),
  ]);
}

/** What of a described revision can be registered: all but what ECS adds. Source: ECS API, TaskDefinition. */
function inputsOf({
  taskDefinitionArn: _arn,
  revision: _revision,
  status: _status,
  requiresAttributes: _requiresAttributes,
  compatibilities: _compatibilities,
  registeredAt: _registeredAt,
  registeredBy: _registeredBy,
  deregisteredAt: _deregisteredAt,
  ...inputs
}: TaskDefinition) {
  return inputs;
}
