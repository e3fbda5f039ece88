import { InvalidInput } from "../../infra/problems";
import type { Release } from "../decisions/release/release";

/** Another deployment of the workload has to end first. Its message says which. */
export class DeploymentBlocked extends InvalidInput {}

/** One deployment as AWS shows it now. */
export interface Deployment {
  /** Id of CodeDeploy's deployment, or what stands for it where CodeDeploy has no part. */
  readonly id: string;
  readonly state: "in-progress" | "succeeded" | "rolled-back" | "failed";
  /** Largest share of production traffic that the new version has had, in percent. */
  readonly productionPercent: number;
  /** Lifecycle events, or what stands for them, in their order. */
  readonly steps: readonly DeploymentStep[];
  /** Why it failed or was rolled back, in AWS's words. @default - it did neither */
  readonly reason?: string;
  /** When what went wrong went wrong, as an ISO instant. @default - nothing did, or AWS does not say */
  readonly brokenAt?: string;
  /** Id of the deployment that undid it. @default - none did */
  readonly rollbackId?: string;
}

/** One step of a deployment. */
export interface DeploymentStep {
  readonly name: string;
  readonly state: "pending" | "in-progress" | "succeeded" | "failed" | "skipped";
}

/** Deploys one workload into one environment. Each of its calls can be made again. */
export interface Deployer {
  /** What runs now, to return to; nothing before the first release. */
  current(): Promise<string | undefined>;
  /**
   * Starts the deployment of a release, or finds the one that this promotion has started. Answers its id.
   *
   * @throws {DeploymentBlocked} if it can be started only later, before it has changed anything
   */
  start(release: Release, promotion: string): Promise<string>;
  /** Looks at it, and never waits. */
  observe(id: string): Promise<Deployment>;
  /** Does what a finished release owes: limits of scaling, alias `previous`, the metric of deployments. */
  finish(id: string): Promise<void>;
  /** Brings `to` back with all traffic at once, without a canary. Answers the id to observe. */
  rollBack(id: string, to: string): Promise<string>;
}
