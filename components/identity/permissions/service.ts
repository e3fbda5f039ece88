import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { allow, type Statement } from "../statement";
import { codeDeployPermissions } from "./code-deploy";
import { ecsServicePermissions, taskDefinitionPermissions } from "./container";

/** Delivers a service: a new revision, then its traffic (CI/CL-002 §7.1). */
export function servicePermissions(context: Context, workload: WorkloadOf<"service">): Statement[] {
  return [
    ...taskDefinitionPermissions(context),
    ...ecsServicePermissions(context),
    allow(
      "LoadBalancer",
      "elasticloadbalancing",
      ["DescribeListeners", "DescribeRules", "DescribeTargetGroups", "DescribeTargetHealth"],
      "*",
    ),
    ...(workload.rollout === "codedeploy" ? codeDeployPermissions(context) : []),
  ];
}
