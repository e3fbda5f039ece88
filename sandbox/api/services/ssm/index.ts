import { SSMClient } from "@aws-sdk/client-ssm";
import { service } from "../../service";
import { CALENDARS } from "./calendars";
import { OPS_ITEMS } from "./ops-items";
import { PARAMETERS } from "./parameters";

/** Systems Manager: parameters, change calendars and OpsItems. */
export const SSM = service(new SSMClient({ region: "us-east-1" }), [
  ...CALENDARS,
  ...OPS_ITEMS,
  ...PARAMETERS,
]);
