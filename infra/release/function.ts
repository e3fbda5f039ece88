import { z } from "zod";
import { codeDeploy, fields, hooks, lambda, running, text } from "./fields";

/** What a release of a function needs to know. */
export const functionContract = z.strictObject({
  ...fields,
  ...running,
  ...lambda,
  kind: z.literal("function"),
  codeDeploy,
  hooks,
  /** Host name of its HTTP API. @default - it answers no HTTP */
  host: text.optional(),
  /** URL of the SQS queue that it consumes. @default - it consumes none */
  queueUrl: text.optional(),
});
