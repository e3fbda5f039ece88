import { z } from "zod";
import { parse } from "../../../infra/problems";

const id = z.string().min(1).max(256);

/** CodeDeploy user guide, "AppSpec 'hooks' section": all that CodeDeploy says. */
const codeDeployCall = z.object({
  DeploymentId: id,
  // Encrypted, and of no documented length.
  LifecycleEventHookExecutionId: z.string().min(1).max(4096),
});

/** Amazon ECS developer guide, "Lifecycle hooks for Amazon ECS service deployments". */
const ecsCall = z.object({
  lifecycleStage: id,
  /** ARN of the service deployment. */
  resourceArn: z.string().regex(/^arn:aws:ecs:[\w-]+:\d{12}:service-deployment\/.+$/),
  executionDetails: z.object({
    serviceArn: z.string().regex(/^arn:aws:ecs:[\w-]+:\d{12}:service\/.+$/),
    targetServiceRevisionArn: z.string().min(1).max(2048),
  }),
});

/** A deployment that waits for a hook: CodeDeploy's, which is told the verdict, or that of ECS, which reads the answer. */
export type HookCall =
  | { readonly by: "codedeploy"; readonly deployment: string; readonly execution: string }
  | {
      readonly by: "ecs";
      /** ARN of the service deployment. */
      readonly deployment: string;
      /** ARN of the service. */
      readonly service: string;
      /** ARN of what is deployed: the service's task definition and all that is beside it. */
      readonly revision: string;
    };

/**
 * Reads what a hook was called with.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function readCall(event: unknown): HookCall {
  if (Object(event).lifecycleStage !== undefined) {
    const { resourceArn, executionDetails } = parse(ecsCall, event, "the call of ECS");
    const { serviceArn, targetServiceRevisionArn } = executionDetails;
    const revision = targetServiceRevisionArn;
    return { by: "ecs", deployment: resourceArn, service: serviceArn, revision };
  }
  const call = parse(codeDeployCall, event, "the call of CodeDeploy");
  const { DeploymentId: deployment, LifecycleEventHookExecutionId: execution } = call;
  return { by: "codedeploy", deployment, execution };
}
