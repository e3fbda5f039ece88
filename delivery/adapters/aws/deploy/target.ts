import type { ReleaseContract, ReleaseContractOf } from "../../../../infra/release/contract";
import type { Clock } from "../../../ports/clock";
import type { AwsClients } from "../clients";

/** What every way of deploying works with: one workload in one environment. */
export interface Target<Contract = ReleaseContract> {
  readonly clients: AwsClients;
  readonly contract: Contract;
  readonly clock: Clock;
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
