import { lambdaRuntime } from "../support/lambda-runtime";
import { closeIncident } from "./close-incident";

/** What Lambda calls. */
export const handler = closeIncident(lambdaRuntime());
