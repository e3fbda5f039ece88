import { lambdaRuntime } from "../support/lambda-runtime";
import { runMigrations } from "./run-migrations";

/** What Lambda calls. */
export const handler = runMigrations(lambdaRuntime());
