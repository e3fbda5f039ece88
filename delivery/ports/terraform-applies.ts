import { z } from "zod";

/**
 * How far the apply of a plan is. It is written before and after, so that a run that has died is seen. One that
 * Terraform has refused has changed nothing.
 */
export const terraformApply = z.strictObject({
  /** SHA-256 of the plan. */
  sha256: z.string(),
  /** The commit whose configuration it brings. */
  commit: z.string(),
  state: z.enum(["applying", "applied", "refused", "failed"]),
  /** When it entered that state, as an ISO instant. */
  since: z.iso.datetime(),
  /** Why it failed or was refused, in Terraform's words. @default - it was not */
  reason: z.string().optional(),
});

export type TerraformApply = z.output<typeof terraformApply>;

/** Applies of one workload's plans in one environment. */
export interface TerraformApplies {
  read(id: string): Promise<TerraformApply | undefined>;
  write(id: string, apply: TerraformApply): Promise<void>;
  /** The commit of the last release that was finished, or that a rollback has returned to; nothing before the first. */
  lastGood(): Promise<string | undefined>;
  setLastGood(commit: string): Promise<void>;
}
