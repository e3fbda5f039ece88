import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { allow, type Statement } from "../../identity/statement";
import { codeDeployPermissions } from "../code-deploy/permissions";
import { ecsServicePermissions, taskDefinitionPermissions } from "../container/permissions";

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
