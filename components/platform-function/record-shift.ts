import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { platformArns } from "../identity/arns";
import { allow, type Statement } from "../identity/statement";
import { auditKeyPermissions } from "./handled-events";
import { hookPermissions } from "./hook-permissions";
import { PlatformFunction, type PlatformFunctionArgs } from "./platform-function";

const COMPONENT = "record-shift";

export interface RecordShiftArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** Keys, boundary, alarms' topic and artifact bucket of the environment. */
  environmentResources: PlatformFunctionArgs["environmentResources"];
  /** JSON text of `functions/support/workloads.ts`: the workloads of the catalog. */
  workloads: string;
  /** Name of the ledger's table. */
  ledger: pulumi.Input<string>;
}

/** The function that writes into the ledger that a deployment has production traffic (CI/CL-002 §7). */
export function recordShift(
  name: string,
  { context, environmentResources, workloads, ledger }: RecordShiftArgs,
  opts: pulumi.ComponentResourceOptions,
): PlatformFunction {
  return new PlatformFunction(
    name,
    {
      context,
      component: COMPONENT,
      description: "Records that a deployment has production traffic",
      statements: recordShiftPermissions(context),
      variables: { LEDGER: ledger },
      files: { "workloads.json": workloads },
      timeout: 60,
      isHook: true,
      environmentResources,
    },
    opts,
  );
}

/** Reads what is deployed, reports to CodeDeploy, and writes events. */
export function recordShiftPermissions(context: Context): Statement[] {
  const { ledger } = platformArns(context);
  return [
    ...hookPermissions(context),
    allow("Ledger", "dynamodb", ["PutItem"], ledger),
    auditKeyPermissions(context),
  ];
}
