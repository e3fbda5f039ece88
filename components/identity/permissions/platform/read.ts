import type { Scope } from "../../../../infra/scope";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";
import { SHAPE_READS } from "../reads";

/** Sees the shape of everything, and of what it holds: functions' code and config, no secret. */
export function readPermissions(scope: Scope): Statement[] {
  const { everywhere } = platformArns(scope);
  const config = everywhere("ssm", `parameter/nc/${scope.environment}/*/config/*`);
  return [
    { Sid: "Shape", Effect: "Allow", Action: SHAPE_READS, Resource: "*" },
    allow("FunctionCode", "lambda", ["GetFunction"], everywhere("lambda", "function:nc-*")),
    allow("Config", "ssm", ["GetParameter", "GetParameters"], config),
  ];
}
