import { lambdaRuntime } from "../support/lambda-runtime";
import { openIncident } from "./open-incident";

/** What Lambda calls. */
export const handler = openIncident(lambdaRuntime());
