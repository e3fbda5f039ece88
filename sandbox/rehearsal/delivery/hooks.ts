import {
  CodeDeployClient,
  PutLifecycleEventHookExecutionStatusCommand,
} from "@aws-sdk/client-codedeploy";
import { z } from "zod";
import { ADMINISTRATOR, openSession } from "../../api/authorization/sessions";
import type { FunctionRuntime, World } from "../../api/world";

/** What CodeDeploy sends a hook (CodeDeploy user guide, "AppSpec 'hooks' section"). */
const HOOK_EVENT = z.object({
  DeploymentId: z.string(),
  LifecycleEventHookExecutionId: z.string(),
});

/**
 * Runs the hooks of CodeDeploy, which are code of their workloads: each reports that the new version is sound.
 *
 * @param stage - the accounts and their endpoint, once they are served
 */
export function hookRuntime(
  stage: () => { readonly world: World; readonly endpoint: string },
): FunctionRuntime {
  return async ({ account, payload }) => {
    const { DeploymentId: deploymentId, LifecycleEventHookExecutionId } = HOOK_EVENT.parse(payload);
    const { world, endpoint } = stage();
    const credentials = openSession(world, { account, role: ADMINISTRATOR, sessionName: "hook" });
    const codeDeploy = new CodeDeployClient({ region: account.region, endpoint, credentials });
    await codeDeploy.send(
      new PutLifecycleEventHookExecutionStatusCommand({
        deploymentId,
        lifecycleEventHookExecutionId: LifecycleEventHookExecutionId,
        status: "Succeeded",
      }),
    );
    codeDeploy.destroy();
    return { returned: null };
  };
}
