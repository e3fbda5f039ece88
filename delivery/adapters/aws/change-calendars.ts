import type { ChangeCalendars } from "../../ports/change-calendars";
import type { AwsClients } from "./clients";

/** SSM Change Calendars of an account. Each is asked alone: AWS answers one state for all that are named. */
export function ssmChangeCalendars(clients: AwsClients): ChangeCalendars {
  return {
    states: (names) =>
      Promise.all(
        names.map(async (name) => {
          const client = await clients.ssm();
          const { State, NextTransitionTime } = await client.getCalendarState({
            CalendarNames: [name],
          });
          if (State === undefined) throw new Error(`AWS gives no state of the calendar ${name}`);
          if (NextTransitionTime === undefined) return { name, state: State };
          return { name, state: State, nextTransitionAt: Date.parse(NextTransitionTime) };
        }),
      ),
  };
}
