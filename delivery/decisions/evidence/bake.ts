/** What an environment found while it watched one release, as its signed statement says. */
export interface BakeEvidence {
  /** Identity of the release. */
  readonly release: string;
  readonly environment: "stg";
  /** Id of the deployment, of CodeDeploy or ECS. */
  readonly deployment: string;
  readonly result: "green" | "red";
  /** Names of the alarms that were watched. */
  readonly alarms: readonly string[];
  /** When the bake began and ended, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Identity of the workflow that signed it. */
  readonly signer: string;
}
