import { z } from "zod";
import { checks } from "../../infra/catalog/shape";
import { type Frozen, parse } from "../../infra/problems";

/** File of a function's zip that lists the workloads of the catalog, and the platform. */
export const WORKLOADS_FILE = "workloads.json";

const WORKLOAD = z.strictObject({
  /** The workload's name; `platform` is the platform's own. */
  name: z.string().min(1),
  app: z.enum(["Neurocipher", "AuditHound"]),
  /** Slug of the GitHub team that owns it. */
  owner: z.string().min(1),
  /** `owner/name` of its repository. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "owner/name of a repository"),
  /** What the synthetic tests ask of it. @default - it answers no requests */
  checks: checks.optional(),
});

/** What functions know of one workload. */
export type KnownWorkload = Frozen<z.output<typeof WORKLOAD>>;

/** @throws {InvalidInput} that lists every problem */
export function readWorkloads(text: string): readonly KnownWorkload[] {
  return parse(z.array(WORKLOAD), JSON.parse(text), WORKLOADS_FILE);
}
