import * as sdk from "@aws-sdk/client-appconfig";
import { service } from "../../service";
import { DEPLOYMENTS } from "./deployments";
import { LISTS } from "./lists";
import { VERSIONS } from "./versions";

/** AppConfig. */
export const APPCONFIG = service(
  new sdk.AppConfigClient({ region: "us-east-1" }),
  [...DEPLOYMENTS, ...LISTS, ...VERSIONS],
  { sdk },
);
