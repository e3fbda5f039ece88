import { lambdaRuntime } from "../support/lambda-runtime";
import { gateDeployment } from "./gate-deployment";

/** What Lambda calls. */
export const handler = gateDeployment(lambdaRuntime());
