import type { ReleaseContract, ReleaseContractOf } from "../../../../infra/release/contract";
import type { Clock } from "../../../ports/clock";
import type { AwsClients } from "../clients";

/** What every way of deploying works with: one workload in one environment. */
export interface Target<Contract = ReleaseContract> {
  readonly clients: AwsClients;
  readonly contract: Contract;
  readonly clock: Clock;
  /** With what Terraform runs. @default - a Terraform stack is not deployed from here */
  readonly terraform?: TerraformRun | undefined;
}

/** With what Terraform runs. */
export interface TerraformRun {
  /** Folder of a clone of the stack's repository, with its whole history. */
  readonly repository: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** The contract of a service that CodeDeploy, or ECS itself, deploys. */
export type ServiceBy<Rollout extends "codedeploy" | "ecs-native"> = Extract<
  ReleaseContractOf<"service">,
  { readonly rollout: Rollout }
>;

/** The contract of a job that runs as a task, or as a function. */
export type JobAs<RunsAs extends "task" | "function"> = Extract<
  ReleaseContractOf<"job">,
  { readonly runsAs: RunsAs }
>;

/** The contract of a kind that has one task definition. */
export type TaskContract =
  | ReleaseContractOf<"service">
  | ReleaseContractOf<"worker">
  | JobAs<"task">;
