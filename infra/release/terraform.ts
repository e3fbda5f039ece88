import { z } from "zod";
import { fields, text } from "./fields";

/** What a release of a Terraform stack needs to know (CI/CL-002 §6). */
export const terraformContract = z.strictObject({
  ...fields,
  kind: z.literal("terraform"),
  /** Folder of the stack in its repository. */
  directory: text,
  /** Configuration of Terraform's S3 backend, argument by argument. */
  backend: z.strictObject({
    bucket: text,
    key: text,
    region: text,
    /** Both locks of the backend: the table, and a file beside the state. */
    dynamodb_table: text,
    use_lockfile: z.literal(true),
    encrypt: z.literal(true),
    workspace_key_prefix: text,
  }),
});
