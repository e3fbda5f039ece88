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
  /** How long AppConfig takes for it by its strategy, in seconds: 0 for all callers at once. */
  readonly seconds: number;
  /** Unique in all accounts: incident and ticket carry it. */
  readonly id: string;
  /** What it was started at once for, where it is observed. @default - it was started to be watched */
  readonly purpose?: FlagPurpose;
}

/** What flags are deployed for at once. */
export type FlagPurpose =
  /** It undoes the deployment of this number. */
  | { readonly undoes: number }
  /** A promotion has added flags that were not there, all of them off. */
  | { readonly adds: readonly string[] };

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
  /** Stores a document as a version, and answers the version. */
  store(document: string): Promise<string>;
  /**
   * Starts to deploy a version: at once for all callers, unwatched. Answers the deployment's number.
   *
   * @throws {DeploymentBlocked} if another goes on
   */
  startAtOnce(version: string, purpose: FlagPurpose): Promise<number>;
  /**
   * Undoes a deployment: all callers have the version before again.
   *
   * @returns whether AppConfig still can: for 72 hours after it ended
   */
  undo(number: number): Promise<boolean>;
}
