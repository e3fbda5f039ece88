import { readdirSync } from "node:fs";
import type { Policy } from "@pulumi/policy";

const ROOT = new URL("../../policies/", import.meta.url);

/** A policy, and what its file is called and exports. */
export interface PolicyFile {
  /** Path below `policies/`, without its ending. */
  readonly path: string;
  /** Name of what the file exports. */
  readonly exported: string;
  readonly policy: Policy;
}

/** The policy of every file of the pack that has one. */
export async function policyFiles(): Promise<PolicyFile[]> {
  const found: PolicyFile[] = [];
  for (const file of readdirSync(ROOT, { recursive: true, encoding: "utf8" })) {
    if (!/^(?!support|node_modules)[a-z]+\/[a-z0-9-]+\.ts$/.test(file)) continue;
    const module: object = await import(new URL(file, ROOT).href);
    for (const [exported, policy] of Object.entries(module)) {
      if (isPolicy(policy)) found.push({ path: file.replace(/\.ts$/, ""), exported, policy });
    }
  }
  return found;
}

function isPolicy(value: unknown): value is Policy {
  return value instanceof Object && "remediationSteps" in value;
}
