import type { WorkloadOf } from "../../../infra/catalog/workload";
import type { Context } from "../../../infra/context";
import { platformKeyAlias } from "../../../infra/naming/platform-names";
import { onlyKeys, platformArns, workloadArns } from "../../identity/arns";
import { allow, type Statement } from "../../identity/statement";
import { codeDeployPermissions } from "../code-deploy/permissions";
import { queueDepthPermissions } from "../queue/queue-policy";

/** Delivers a function: publishes a version, then moves the alias to it (CI/CL-002 §7.2). */
export function functionPermissions(
  context: Context,
  workload: WorkloadOf<"function">,
): Statement[] {
  return [
    ...lambdaCodePermissions(context),
    ...codeDeployPermissions(context),
    ...(workload.consumes ? queueDepthPermissions(context) : []),
  ];
}

/**
 * Publishes new code of one Lambda function, and moves its aliases. Its variables are encrypted with
 * a key of ours, on which Lambda makes a grant for each version, as the caller. Source: the
 * permissions of the update handler of CloudFormation's AWS::Lambda::Function.
 */
export function lambdaCodePermissions(context: Context): Statement[] {
  return [
    allow(
      "Function",
      "lambda",
      [
        "GetAlias",
        "GetFunction",
        "GetFunctionConfiguration",
        "ListVersionsByFunction",
        "PublishVersion",
        "UpdateAlias",
        "UpdateFunctionCode",
      ],
      workloadArns(context).function,
    ),
    allow("VariablesKey", "kms", ["CreateGrant"], platformArns(context).keys, {
      ...onlyKeys(context, [platformKeyAlias(context.environment, "config")], ["lambda"]),
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
  ];
}
