import { expect } from "chai";
import { Temporal } from "temporal-polyfill";
import { clockChanges, isTimeZone } from "../../infra/time-zone";

describe("a time zone", () => {
  for (const name of [
    "America/Toronto",
    "UTC",
    "Asia/Kolkata",
    "Etc/GMT+5",
    "America/Port_of_Spain",
  ]) {
    it(`is ${name}`, () => expect(isTimeZone(name)).to.equal(true));
  }
  for (const name of [
    ...[
      "Amercia/Toronto",
      "+02:00",
      "-05",
      "america/toronto",
      "America/toronto",
      "AMERICA/TORONTO",
    ],
    ...["Mars/Base", "", " UTC", "America/Toronto ", "../UTC", "EST5EDT4"],
  ]) {
    it(`is not ${JSON.stringify(name)}`, () => expect(isTimeZone(name)).to.equal(false));
  }

  for (const name of ["America/Toronto", "Europe/Dublin", "Africa/Casablanca", "Asia/Tokyo"]) {
    it(`changes its clocks in ${name} when another calendar says so`, () => {
      const found = clockChanges(name).filter(({ at }) => at * 60_000 < Date.UTC(2037, 0));
      const wanted: unknown[] = [];
      let at = Temporal.Instant.from("2026-01-01T00:00Z").toZonedDateTimeISO(name);
      for (;;) {
        const next = at.getTimeZoneTransition("next");
        if (next === null || next.epochMilliseconds >= Date.UTC(2037, 0)) break;
        wanted.push({
          at: next.epochMilliseconds / 60_000,
          before: next.subtract({ seconds: 1 }).offsetNanoseconds / 6e10,
          after: next.offsetNanoseconds / 6e10,
        });
        at = next;
      }
      expect(found).to.deep.equal(wanted);
    });
  }
});
