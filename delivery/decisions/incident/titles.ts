import type { Environment } from "../../../infra/environments";

/** What was rolled back. */
export interface RolledBack {
  readonly workload: string;
  /** SemVer tag of the release. @default - it is not known */
  readonly version?: string | undefined;
  readonly environment: Environment;
  /** Id of the deployment that was undone. */
  readonly deployment: string;
}

/** Titles of the incident of a rollback and of its root-cause ticket (CI/CL-002 §14). */
export function rollbackTitles({ workload, version, environment, deployment }: RolledBack) {
  const release = version === undefined ? workload : `${workload} ${version}`;
  const what = `${release} in ${environment}: deployment ${deployment}`;
  return {
    incident: `Rollback of ${what}`,
    ticket: `Find the root cause of the rollback of ${what}`,
  } as const;
}
