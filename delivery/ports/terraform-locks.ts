/** Who holds the lock of a Terraform state. */
export interface TerraformLock {
  /** Terraform's id of it, which takes it away. */
  readonly id: string;
  /** User and host, as Terraform writes them. */
  readonly who: string;
  /** Such as `OperationTypeApply`. */
  readonly operation: string;
  /** When it was taken, as an ISO instant. */
  readonly since: string;
}

/** Locks of Terraform states. */
export interface TerraformLocks {
  /** The lock of the workload's state; nothing where nobody holds it. */
  read(): Promise<TerraformLock | undefined>;
}
