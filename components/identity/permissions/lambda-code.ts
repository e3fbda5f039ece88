import type { Context } from "../../../infra/context";
import { workloadArns } from "../arns";
import { allow, type Statement } from "../statement";

/** Publishes new code of one function, and moves its aliases. */
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
  ];
}
