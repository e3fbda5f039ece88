import type { CodeDeploy } from "@aws-sdk/client-codedeploy";
import type { ECS } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { parse } from "../../infra/problems";
import type { HookedDeployment } from "../support/hooks/hooked-deployment";

/** What of a service's AppSpec is read, as delivery/adapters/aws/deploy/code-deploy/app-spec.ts writes it. */
const appSpec = z.object({
  Resources: z
    .array(
      z.object({
        TargetService: z.object({ Properties: z.object({ TaskDefinition: z.string().min(1) }) }),
      }),
    )
    .length(1),
});

/** ARN of the revision that a deployment brings. */
export async function deployedRevision(
  { id, revision }: HookedDeployment,
  { codeDeploy, ecs }: { readonly codeDeploy: CodeDeploy; readonly ecs: ECS },
): Promise<string> {
  if (revision !== undefined) {
    const serviceRevisionArns = [revision];
    const { serviceRevisions = [] } = await ecs.describeServiceRevisions({ serviceRevisionArns });
    const taskDefinition = serviceRevisions[0]?.taskDefinition;
    if (taskDefinition !== undefined) return taskDefinition;
    throw new Error(`ECS does not say what ${revision} runs`);
  }
  const { deploymentInfo } = await codeDeploy.getDeployment({ deploymentId: id });
  const { appSpecContent, string } = deploymentInfo?.revision ?? {};
  const content = appSpecContent?.content ?? string?.content ?? "null";
  const { Resources } = parse(appSpec, JSON.parse(content), `the AppSpec of ${id}`);
  const [taskDefinition] = Resources.map((each) => each.TargetService.Properties.TaskDefinition);
  if (taskDefinition !== undefined) return taskDefinition;
  throw new Error(`the AppSpec of ${id} has no resource`);
}
