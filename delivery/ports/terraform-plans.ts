/** A plan as it lies in its environment's account, which it never leaves. */
export interface StoredPlan {
  /** The plan's bytes, as Terraform wrote them. They may hold secrets. */
  readonly plan: Uint8Array;
  /** What was stated of it (decisions/terraform/plan-statement.ts). */
  readonly statement: string;
}

/** Terraform plans of one environment, by the SHA-256 of their bytes. */
export interface TerraformPlans {
  /** Stores a plan once; the same plan again is left as it is. */
  put(sha256: string, stored: StoredPlan): Promise<void>;
  /** @throws {InvalidInput} if there is none, or its bytes have another SHA-256 */
  get(sha256: string): Promise<StoredPlan>;
}
