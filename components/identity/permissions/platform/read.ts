import type { Context } from "../../../../infra/context";
import { platformArns } from "../../arns";
import { allow, type Statement } from "../../statement";
import { METADATA_READS } from "../metadata-reads";

/** Sees the shape of everything, and of what it holds: functions' code and config, no secret. */
export function readPermissions(context: Context): Statement[] {
  const { everywhere } = platformArns(context);
  const config = everywhere("ssm", `parameter/nc/${context.environment}/*/config/*`);
  return [
    { Sid: "Shape", Effect: "Allow", Action: METADATA_READS, Resource: "*" },
    allow("FunctionCode", "lambda", ["GetFunction"], everywhere("lambda", "function:nc-*")),
    allow("Config", "ssm", ["GetParameter", "GetParameters"], config),
  ];
}
