import type { ReleaseContractOf } from "../../../../../infra/release/contract";
import type { ServiceBy, Target } from "../target";

/** A workload whose traffic CodeDeploy moves. */
export type CodeDeployed = Target<ServiceBy<"codedeploy"> | ReleaseContractOf<"function">>;
