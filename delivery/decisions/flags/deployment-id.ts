import type { Environment } from "../../../infra/environments";

/** One deployment of flags, by AppConfig's numbers. */
export interface NumberedDeployment {
  readonly environment: Environment;
  readonly workload: string;
  /** Id of the application of the workload's flags. */
  readonly applicationId: string;
  /** Its number in the application's one environment. */
  readonly number: number;
}

/** Id of a deployment of flags, which no other in any account has: ledger, incident and ticket carry it. */
export function flagDeploymentId(deployment: NumberedDeployment): string {
  const { environment, workload, applicationId, number } = deployment;
  return `flags/${environment}/${workload}/${applicationId}/${number}`;
}
