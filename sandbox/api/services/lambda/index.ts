import * as sdk from "@aws-sdk/client-lambda";
import { service } from "../../service";
import { ALIASES } from "./aliases";
import { EVENT_SOURCES } from "./event-sources";
import { FUNCTIONS } from "./functions";
import { INVOKE } from "./invoke";

/** Lambda. */
export const LAMBDA = service(
  new sdk.LambdaClient({ region: "us-east-1" }),
  [...ALIASES, ...EVENT_SOURCES, ...FUNCTIONS, INVOKE],
  { sdk },
);
