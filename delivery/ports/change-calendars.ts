import type { ChangeCalendarState } from "../decisions/change/calendar";

/** SSM Change Calendars of one environment. */
export interface ChangeCalendars {
  /** The state of each calendar now, by the name of its document, in the order of `names`. */
  states(names: readonly string[]): Promise<readonly ChangeCalendarState[]>;
}
