import { type CalendarState, GetCalendarStateCommand } from "@aws-sdk/client-ssm";
import { arnOf } from "../../call";
import { operation } from "../../operation";
import { findBy, nameIn } from "../../resources";
import { ServiceError } from "../../service-error";

const DOCUMENT = "aws:ssm/document:Document";

/** An event of a calendar that begins and ends at exact times (RFC 5545, UTC). */
interface CalendarEvent {
  readonly start: Date;
  readonly end: Date;
}

const GET_CALENDAR_STATE = operation(GetCalendarStateCommand, {
  asks: ({ CalendarNames = [] }, call) =>
    CalendarNames.map((name) => ({
      action: "ssm:GetCalendarState",
      resource: name.startsWith("arn:") ? name : arnOf(call, "ssm", `document/${name}`),
    })),
  handle({ CalendarNames = [], AtTime }, { account, now }) {
    const at = AtTime === undefined ? now : new Date(AtTime);
    const calendars = CalendarNames.map((name) => {
      const found = findBy(account, DOCUMENT, "name", nameIn(name))?.state;
      if (found?.documentType === "ChangeCalendar") return readCalendar(String(found.content));
      throw new ServiceError("InvalidDocument", `Document ${name} is no change calendar.`);
    });
    const isOpen = calendars.every((each) => each.isOpen(at));
    const next = calendars.flatMap((each) => each.transitionsAfter(at)).sort((a, b) => +a - +b)[0];
    const State: CalendarState = isOpen ? "OPEN" : "CLOSED";
    return {
      State,
      AtTime: secondsOf(at),
      ...(next && { NextTransitionTime: secondsOf(next) }),
    };
  },
});

export const CALENDARS = [GET_CALENDAR_STATE];

/**
 * Reads a calendar of single events.
 *
 * @throws {ServiceError} where it has what the sandbox does not compute: recurrences and time zones
 */
function readCalendar(text: string) {
  if (/^(RRULE|RDATE|DTSTART;(?!VALUE=DATE-TIME))/m.test(text)) {
    const message = "the sandbox computes single events in UTC only";
    throw new ServiceError("UnsupportedCalendarException", message);
  }
  const openByDefault = /X-CALENDAR-TYPE:\s*DEFAULT_OPEN/.test(text);
  const events = text
    .split("BEGIN:VEVENT")
    .slice(1)
    .map(
      (event): CalendarEvent => ({ start: timeIn(event, "DTSTART"), end: timeIn(event, "DTEND") }),
    );
  return {
    isOpen: (at: Date) =>
      events.some(({ start, end }) => start <= at && at < end) !== openByDefault,
    transitionsAfter: (at: Date) => events.flatMap((e) => [e.start, e.end]).filter((e) => e > at),
  };
}

function timeIn(event: string, property: string): Date {
  const found = new RegExp(
    `^${property}[^:]*:(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z`,
    "m",
  ).exec(event);
  if (!found) throw new ServiceError("InvalidDocument", `an event has no ${property} in UTC`);
  const [, year, month, day, hour, minute, second] = found;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** ISO 8601 without fractions, as SSM answers. */
function secondsOf(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, "Z");
}
