import { z } from "zod";
import { perEnvironment } from "../values";

/** What a link may do with its target; which of them a workload takes follows from its kind. */
export const VERBS = ["send", "invoke", "call", "start", "read", "write", "connect"] as const;

/** What a link may do with its target. */
export type Verb = (typeof VERBS)[number];

/** Types of what a Terraform stack owns, as a link names them. */
export const OWNED_TYPES = ["bucket", "table", "topic", "parameter", "secret", "database"] as const;

/** A type of what a Terraform stack owns. */
export type OwnedType = (typeof OWNED_TYPES)[number];

const verb = z.enum(VERBS);

/** One thing of a Terraform stack, such as `bucket/documents`. */
const resource = z
  .string()
  .regex(
    new RegExp(`^(${OWNED_TYPES.join("|")})/[a-z][a-z0-9]*(-[a-z0-9]+)*$`),
    'a type and a name such as "bucket/documents"',
  )
  .optional();

const link = z.strictObject({
  /** The workload that is reached. */
  to: z.string(),
  verb,
  /** Which thing of a Terraform stack. @default - the workload itself */
  resource,
});

const allowed = z.strictObject({
  /** The workload that reaches this one. */
  from: z.string(),
  verb,
  /** Which thing of this Terraform stack. @default - the workload itself */
  resource,
  /** Whether it may be a workload of the other app. */
  crossApp: z.boolean().default(false),
});

const action = z
  .string()
  .regex(/^[a-z0-9-]+:[A-Z][A-Za-z0-9]*$/, 'one action such as "s3:GetObject", without a wildcard');

const arn = z
  .string()
  .regex(
    /^arn:aws:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:[^*?$\s]+$/,
    "the ARN of one resource, without a wildcard or a variable",
  );

const grant = z.strictObject({
  actions: z.array(action).min(1),
  /** ARNs, the same for each environment or a list for each. */
  resources: perEnvironment(z.array(arn).min(1)),
  /** Why no link does, as the plan of a pull request shows it. */
  reason: z.string().min(1).max(1024),
  /** The first day on which it is gone. */
  expires: z.iso.date("a day such as 2027-01-31"),
});

/** What this workload reaches: the targets say the same in their {@link allows}. */
export const links = z.array(link).default([]);

/** Who may reach this workload. */
export const allows = z.array(allowed).default([]);

/** What no link covers, until a day. */
export const grants = z.array(grant).default([]);

/** What one workload reaches of another. */
export type Link = Readonly<z.output<typeof link>>;

/** Who reaches a workload, as its own entry says it. */
export type Allowed = Readonly<z.output<typeof allowed>>;
