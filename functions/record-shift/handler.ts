import { lambdaRuntime } from "../support/lambda-runtime";
import { recordShift } from "./record-shift";

/** What Lambda calls. */
export const handler = recordShift(lambdaRuntime());
