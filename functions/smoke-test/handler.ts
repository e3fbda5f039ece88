import { lambdaRuntime } from "../support/lambda-runtime";
import { smokeTest } from "./smoke-test";

/** What Lambda calls. */
export const handler = smokeTest(lambdaRuntime());
