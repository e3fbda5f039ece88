/** One deployment of flags, as it is now. */
export interface FlagDeployment {
  /** Its number in the environment. */
  readonly number: number;
  /** Version of the document. */
  readonly version: string;
  /** `reverted` is what was undone after it had ended. */
  readonly state: "in-progress" | "succeeded" | "rolled-back" | "reverted";
  /** Share of callers that have it, in percent. */
  readonly percent: number;
  /** Unique in all accounts: incident and ticket carry it. */
  readonly id: string;
  /** Number of the deployment that it undoes, where it is observed. @default - it undoes none */
  readonly undoes?: number;
}

/** The feature flags of one workload in one environment: AWS AppConfig. */
export interface Flags {
  /** Every deployment, newest first. */
  deployments(): Promise<readonly FlagDeployment[]>;
  observe(number: number): Promise<FlagDeployment>;
  /** The document of a version: text of a hosted configuration. */
  document(version: string): Promise<string>;
  /**
   * Stores a document as a version, and starts to deploy it, watched by alarms. Answers the deployment's number.
   *
   * @throws {DeploymentBlocked} if another goes on: AppConfig carries out one at a time
   */
  start(document: string): Promise<number>;
  /**
   * Starts to deploy the version before a deployment: at once for all callers, unwatched. Answers the deployment's
   * number.
   */
  startAtOnce(version: string, undoes: number): Promise<number>;
  /**
   * Undoes a deployment: all callers have the version before again.
   *
   * @returns whether AppConfig still can: for 72 hours after it ended
   */
  undo(number: number): Promise<boolean>;
}
