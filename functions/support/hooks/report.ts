import {
  type CodeDeploy,
  InvalidLifecycleEventHookExecutionIdException,
  LifecycleEventAlreadyCompletedException,
} from "@aws-sdk/client-codedeploy";
import type { Verdict } from "../../../delivery/decisions/verdict";
import type { HookCall } from "./call";

/**
 * Tells CodeDeploy what a hook has found. Nobody waits for a report that was made before, such as by the call of
 * which this one is a repetition.
 *
 * @throws {Error} if CodeDeploy was not told
 */
export async function report(
  codeDeploy: CodeDeploy,
  { deployment, execution }: Extract<HookCall, { by: "codedeploy" }>,
  { kind }: Verdict,
): Promise<void> {
  if (kind === "wait") throw new Error("CodeDeploy is told once: a hook passes or fails");
  const told = codeDeploy.putLifecycleEventHookExecutionStatus({
    deploymentId: deployment,
    lifecycleEventHookExecutionId: execution,
    status: kind === "pass" ? "Succeeded" : "Failed",
  });
  await told.catch((error: unknown) => {
    if (error instanceof LifecycleEventAlreadyCompletedException) return;
    if (error instanceof InvalidLifecycleEventHookExecutionIdException) return;
    throw error;
  });
}
