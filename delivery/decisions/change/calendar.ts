/** State of an SSM Change Calendar (SSM API, GetCalendarState). */
export interface ChangeCalendarState {
  /** Name or ARN of its document. */
  readonly name: string;
  readonly state: "OPEN" | "CLOSED";
  /** When the state changes, in milliseconds since 1970. @default - AWS named no time */
  readonly nextTransitionAt?: number;
}

/** What is known of when changes may start, besides the settings' own rules. */
export interface CalendarFacts {
  /** Empty where the settings name none. */
  readonly changeCalendars: readonly ChangeCalendarState[];
}
