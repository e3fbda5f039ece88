import { parse } from "yaml";
import { z } from "zod";
import { ServiceError } from "../../service-error";

/** An AppSpec. Source: CodeDeploy user guide, "AppSpec file structure", for ECS and for Lambda. */
const APP_SPEC = z.object({
  version: z.union([z.literal(0), z.literal("0.0")]),
  Resources: z
    .array(
      z.record(
        z.string(),
        z.discriminatedUnion("Type", [
          z.object({
            Type: z.literal("AWS::ECS::Service"),
            Properties: z.object({
              TaskDefinition: z.string(),
              LoadBalancerInfo: z.object({ ContainerName: z.string(), ContainerPort: z.number() }),
            }),
          }),
          z.object({
            Type: z.literal("AWS::Lambda::Function"),
            Properties: z.object({
              Name: z.string(),
              Alias: z.string(),
              CurrentVersion: z.string().regex(/^\d+$/),
              TargetVersion: z.string().regex(/^\d+$/),
            }),
          }),
        ]),
      ),
    )
    .length(1),
  Hooks: z.array(z.record(z.string(), z.string())).optional(),
});

type Resource = z.output<typeof APP_SPEC>["Resources"][number][string];

/** What an AppSpec asks for. */
export interface AppSpec {
  readonly resource: Resource;
  /** Name or ARN of the function of each event. */
  readonly hooks: Readonly<Record<string, string>>;
}

/**
 * Reads an AppSpec, as JSON or as YAML.
 *
 * @throws {ServiceError} if CodeDeploy would refuse it
 */
export function readAppSpec(content: string): AppSpec {
  const refuse = (reason: string) => {
    return new ServiceError("InvalidRevisionException", `The AppSpec is not valid: ${reason}`);
  };
  let value: unknown;
  try {
    value = parse(content);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const read = APP_SPEC.safeParse(value);
  if (!read.success) throw refuse(z.prettifyError(read.error));
  const [resource] = Object.values(read.data.Resources[0] ?? {});
  if (!resource) throw refuse("it has no resource");
  return { resource, hooks: Object.assign({}, ...(read.data.Hooks ?? [])) };
}
