import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import type { Statement } from "../../identity/statement";
import {
  ecsServicePermissions,
  runTaskPermissions,
  taskDefinitionPermissions,
} from "../container/permissions";
import { queueDepthPermissions } from "../queue/queue-policy";
import { intakePermissions } from "./intake";

/** Delivers a worker: its intake is closed and its queue drained before the switch (§7.3). */
export function workerPermissions(context: Context, workload: WorkloadOf<"worker">): Statement[] {
  return [
    ...taskDefinitionPermissions(context),
    ...ecsServicePermissions(context),
    ...(workload.migrations ? runTaskPermissions(context) : []),
    ...queueDepthPermissions(context),
    ...intakePermissions(context, "write"),
  ];
}
