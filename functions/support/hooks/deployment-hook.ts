import { CodeDeploy } from "@aws-sdk/client-codedeploy";
import { ECS } from "@aws-sdk/client-ecs";
import type { Context } from "aws-lambda";
import { z } from "zod";
import { fail, pass, type Verdict } from "../../../delivery/decisions/verdict";
import { ENVIRONMENTS } from "../../../infra/environments";
import { type Handler, type Runtime, variable } from "../runtime";
import { observed } from "../telemetry";
import { readWorkloads, WORKLOADS_FILE } from "../workloads";
import { readCall } from "./call";
import { deploymentOf, type HookedDeployment } from "./hooked-deployment";
import { report } from "./report";

/** Time that is kept to report, of what Lambda gives the function, in milliseconds. */
const TO_REPORT = 15_000;

/** Says of a deployment whether it may go on. What it throws is a no. */
export type Judge = (deployment: HookedDeployment, context: Context) => Promise<Verdict>;

/**
 * A function that a deployment waits for (CI/CL-002 §7, §8). CodeDeploy waits an hour for a report, so each way out
 * reports: what the judge says, what it throws, and that it took too long. Where the report itself fails, the function
 * does too: Lambda calls it again, its alarm goes off, and what was called last is kept.
 */
export function deploymentHook(runtime: Runtime, judge: Judge): Handler {
  const environment = z.enum(ENVIRONMENTS).parse(variable(runtime, "ENVIRONMENT"));
  const workloads = readWorkloads(runtime.file(WORKLOADS_FILE));
  const codeDeploy = new CodeDeploy({ ...runtime.aws });
  const ecs = new ECS({ ...runtime.aws });

  return (event, context) =>
    observed(runtime, context, async ({ log, count }) => {
      const call = readCall(event);
      const milliseconds = context.getRemainingTimeInMillis() - TO_REPORT;
      const asked = { codeDeploy, ecs, workloads, environment };
      const judged = deploymentOf(call, asked).then((found) =>
        found.exempt === undefined ? judge(found, context) : pass(found.exempt),
      );
      const verdict = await within(judged, milliseconds).catch((error: unknown) =>
        fail(error instanceof Error ? error.message : `${error}`),
      );
      count(verdict.kind === "fail" ? "HooksRefused" : "HooksPassed");
      log.info(`the deployment: ${verdict.kind}`, { call, reasons: verdict.reasons });
      // Who lets CodeDeploy wait has handed over to what reports later.
      if (call.by === "codedeploy" && verdict.kind !== "wait") {
        await report(codeDeploy, call, verdict);
      }
      return { hookStatus: HOOK_STATUS[verdict.kind], reasons: verdict.reasons };
    });
}

/** What ECS reads of the answer (Amazon ECS developer guide, "Lifecycle hooks": `IN_PROGRESS` is asked again). */
const HOOK_STATUS = { pass: "SUCCEEDED", fail: "FAILED", wait: "IN_PROGRESS" } as const;

/** @throws {Error} if it takes longer */
async function within(judged: Promise<Verdict>, milliseconds: number): Promise<Verdict> {
  const signal = AbortSignal.timeout(Math.max(0, milliseconds));
  const late = new Promise<never>((_, reject) => {
    const why = new Error(`the hook took longer than ${milliseconds} ms`);
    signal.addEventListener("abort", () => reject(why));
  });
  return Promise.race([judged, late]);
}
