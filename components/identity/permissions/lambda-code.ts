import type { Scope } from "../../../infra/scope";
import { workloadArns } from "../arns";
import { allow, type Statement } from "../statement";

/** Publishes new code of one function, and moves its aliases. */
export function lambdaCodePermissions(scope: Scope): Statement[] {
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
      workloadArns(scope).function,
    ),
  ];
}
