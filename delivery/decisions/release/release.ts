import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import { KIND_NAMES } from "../../../infra/catalog/kinds";
import { parseJsonText } from "../../../infra/json-text";
import { SERVICE_MAX, serviceProblem } from "../../../infra/naming/names";
import { type Frozen, parse, wanting } from "../../../infra/problems";
import { artifact } from "./artifact";
import { migrations } from "./migrations";
import { isPrerelease, version } from "./version";

/** Kinds of change (CI/CL-002 §16). */
export const CHANGE_TYPES = ["standard", "normal", "emergency"] as const;

const instant = z.iso.datetime({ error: 'a UTC instant such as "2026-12-24T00:00:00Z"' });
const name = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, "a name in kebab-case");
/** With what `serviceProblem` wants, for readers of the JSON Schema. */
const workload = z.string().superRefine(wanting(serviceProblem)).meta({
  pattern: "^(?!(.*-)?(dev|stg|prod)(-|$))[a-z][a-z0-9]*(-[a-z0-9]+)*$",
  maxLength: SERVICE_MAX,
});
const positive = z.int().positive();

/**
 * The manifest of one release: made once for a tag, and promoted unchanged (CI/CL-002 §5, §15). Unknown
 * fields are refused.
 */
export const release = z.strictObject({
  /** Of the manifest's shape. */
  schema: z.literal(1),
  version,
  /** Name in the catalog. */
  workload,
  kind: z.enum(KIND_NAMES),
  app: z.enum(["Neurocipher", "AuditHound"]),
  /** Full hash of the commit that the tag names. */
  commit: z.string().regex(/^[0-9a-f]{40}$/, "40 hex digits"),
  /** `owner/name`, and GitHub's id of it, which no rename changes. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "owner/name"),
  repositoryId: positive,
  /** The workflow run that built it. */
  run: z.strictObject({ id: positive, attempt: positive, startedBy: z.string().min(1).max(64) }),
  /** When the tag was pushed: lead time starts here (CI/CL-002 §19). */
  taggedAt: instant,
  artifacts: z.array(artifact).min(1).max(20),
  /** Migrations of the release's database. @default - it has none */
  migrations: migrations.optional(),
  /** Keys of the feature flags that its code reads: the gate `flags` asks that they are deployed. */
  flags: z.array(name).max(100),
  change: z.strictObject({
    type: z.enum(CHANGE_TYPES),
    risk: z.enum(["low", "medium", "high"]),
    summary: z.string().min(1).max(1024),
  }),
});

/** A release's manifest, checked and frozen. */
export type Release = Frozen<z.output<typeof release>>;

/**
 * Reads a manifest.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function parseRelease(value: unknown): Release {
  return parse(release, value, "the release's manifest");
}

/**
 * Reads the text of a manifest.
 *
 * @param subject - heading of the message, such as the file's name
 * @throws {InvalidInput} that lists every problem
 */
export function parseReleaseText(text: string, subject: string): Release {
  return parse(release, parseJsonText(text, subject), subject);
}

/** A manifest as canonical JSON (RFC 8785): equal releases are equal bytes. */
export function releaseText(value: Release): string {
  return canonicalize(value) ?? "";
}

/** The identity of a release: the digest of its canonical manifest, `sha256:...`. */
export function releaseId(value: Release): string {
  return `sha256:${createHash("sha256").update(releaseText(value)).digest("hex")}`;
}

/** Whether it may go to prod at all: a pre-release ends in stg (CI/CL-002 §5). */
export function mayReachProd({ version: tag }: Release): boolean {
  return !isPrerelease(tag);
}
