import type { Environment } from "../../../infra/environments";

/** Whose state Terraform has refused to work on. */
export interface RefusedAt {
  readonly workload: string;
  readonly environment: Environment;
}

/** Why Terraform has changed nothing: the plan is older than the state, or another run holds the lock. */
export type Refusal = "stale" | "locked";

/**
 * Why Terraform has refused before it changed anything; nothing if it failed in another way.
 *
 * @param words - of Terraform's error. Source: Terraform 1.11, internal/backend/local/backend_local.go ("Saved plan
 * is stale") and internal/command/clistate/state.go ("Error acquiring the state lock"); OpenTofu has the same
 */
export function refusalIn(words: readonly string[]): Refusal | undefined {
  if (words.includes("Error: Saved plan is stale")) return "stale";
  if (words.includes("Error: Error acquiring the state lock")) return "locked";
  return undefined;
}

/** What a person does about a refusal, in one line. */
export function adviceOn(refusal: Refusal, { workload, environment }: RefusedAt): string {
  const where = `${workload} --environment ${environment} --commit <commit>`;
  if (refusal === "locked") {
    return `Where the run that holds the lock has died: nc terraform unlock ${where}`;
  }
  return environment === "dev"
    ? `Nothing was changed. Plan again: nc terraform plan ${where}`
    : `Nothing was changed. A release is planned once, at its tag: push a new tag v*, which is planned and approved anew. Without a release: nc terraform plan ${where}`;
}
