/** What is known of a rollback when its incident is opened. */
export interface IncidentReport {
  readonly workload: string;
  /** Id of the deployment: an incident that has it is not opened twice. */
  readonly deployment: string;
  readonly title: string;
  readonly description: string;
}

/** Incidents of one environment: OpsItems of AWS Systems Manager. */
export interface Incidents {
  /** Opens an incident, or finds the one of the same deployment. Answers its id. */
  open(report: IncidentReport): Promise<string>;
  /** Those of a workload that are not resolved. */
  openOf(workload: string): Promise<readonly { readonly id: string; readonly title: string }[]>;
}
