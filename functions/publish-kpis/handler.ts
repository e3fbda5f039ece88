import { lambdaRuntime } from "../support/lambda-runtime";
import { publishKpis } from "./publish-kpis";

/** What Lambda calls. */
export const handler = publishKpis(lambdaRuntime());
