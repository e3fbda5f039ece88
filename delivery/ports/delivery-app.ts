/** The GitHub App of deliveries, as an account's secret has it and as GitHub takes it. */
export interface DeliveryApp {
  /**
   * What is wrong with the secret; nothing where it has a value of the right shape. No part of the value is shown.
   *
   * @throws {InvalidInput} where AWS does not say
   */
  secretProblem(): Promise<SecretProblem | undefined>;
  /**
   * What the App's installation may do, by the name of the permission: `read`, `write` or `admin`.
   *
   * @throws {InvalidInput} where the secret is wrong, or GitHub refuses the App
   */
  permissions(): Promise<Readonly<Record<string, string>>>;
}

/** Why a secret cannot be used. */
export interface SecretProblem {
  /** Whether it has no value. */
  readonly isMissing: boolean;
  readonly problem: string;
}
