/** Label of every root-cause ticket. Only who may triage the repository can give it to an issue. */
export const ROOT_CAUSE_LABEL = "root-cause";

/** A root-cause ticket, as an issue of GitHub. */
export interface RootCause {
  /** Id of the deployment, or of the incident where no deployment caused it. No second issue is opened for it. */
  readonly cause: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** Title, body and labels of the issue (GitHub REST API, "Create an issue"). */
export function rootCauseIssue({ cause, title, body }: RootCause) {
  const marker = markerOf("deployment", cause);
  return { title, body: `${body}\n\n${marker}`, labels: [ROOT_CAUSE_LABEL] };
}

/** Whether an issue with this body is the root-cause ticket of `cause`. */
export function isRootCauseOf(cause: string, body: string | null | undefined): boolean {
  return body?.includes(markerOf("deployment", cause)) ?? false;
}

/** What the body of a ticket has at its end: a comment of HTML, which nobody sees and no id can end. */
export function markerOf(what: string, id: string): string {
  return `<!-- nc-${what}: ${encodeURIComponent(id)} -->`;
}

/** An indented code block of Markdown (CommonMark 0.31, section 4.4), which no text can end. */
export function indented(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => `    ${line}`)
    .join("\n");
}
