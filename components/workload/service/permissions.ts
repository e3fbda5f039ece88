import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { workloadArns } from "../../identity/arns";
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
    // A release sets the path of its own health check on the group that has no traffic.
    allow(
      "TargetGroups",
      "elasticloadbalancing",
      ["ModifyTargetGroup"],
      workloadArns(context).targetGroups,
    ),
    ...(workload.rollout === "codedeploy" ? codeDeployPermissions(context) : []),
  ];
}
