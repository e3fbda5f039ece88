/** A root-cause ticket to open. */
export interface TicketReport {
  /** `owner/name` of the workload's repository. */
  readonly repository: string;
  /** Id of the deployment: a ticket that has it is not opened twice. */
  readonly deployment: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** A post-incident review to open. */
export interface ReviewReport {
  /** `owner/name` of the workload's repository. */
  readonly repository: string;
  /** Id of the promotion: a review that has it is not opened twice. */
  readonly promotion: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** Tickets of workloads: GitHub issues, or another system's. */
export interface Tickets {
  /** Opens a ticket labelled `root-cause`, or finds the one of the same deployment. Answers its URL. */
  openRootCause(report: TicketReport): Promise<string>;
  /** Opens a ticket labelled `post-incident-review`, or finds the one of the same promotion. Answers its URL. */
  openReview(report: ReviewReport): Promise<string>;
}
