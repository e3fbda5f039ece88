import { expect } from "chai";
import fc from "fast-check";
import { eventId } from "../../../delivery/ledger/event-id";
import { parseEvent } from "../../../delivery/ledger/events";
import { InvalidInput } from "../../../infra/problems";
import { DAY } from "./kpi/day";

const shifted = {
  type: "traffic-shifted",
  at: "2026-03-02T09:00:00Z",
  environment: "prod",
  app: "AuditHound",
  workload: "audit-queue",
  writer: "nc-platform-prod-record-shift",
  deployment: "d-1",
};

describe("an event of the ledger", () => {
  it("[§16] is refused with a field that it does not have, and every problem is listed", () => {
    expect(() => parseEvent({ ...shifted, at: "yesterday", environment: "test", note: "x" }))
      .to.throw(InvalidInput)
      .with.property("message")
      .that.equals(
        [
          "the event of the ledger:",
          '  at is "yesterday": expected a UTC instant such as "2026-12-24T00:00:00Z"',
          '  environment is "test": expected one of "dev", "stg", "prod"',
          '  note is "x": expected no such field',
        ].join("\n"),
      );
  });

  it("is an event or a user's mistake, whatever is read", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => parseEvent(value)).to.throw(InvalidInput);
      }),
    );
    const keys = fc.oneof(fc.constantFrom(...Object.keys(shifted)), fc.string());
    fc.assert(
      fc.property(keys, fc.jsonValue(), (key, value) => {
        try {
          parseEvent({ ...shifted, [key]: value });
        } catch (error) {
          if (!(error instanceof InvalidInput)) throw error;
          for (const problem of error.problems) expect(problem).to.match(/^\S.* is .+: expected ./);
        }
      }),
    );
  });
});

describe("eventId", () => {
  const id = (fields: object) => eventId(parseEvent({ ...shifted, ...fields }));

  it("is the SHA-256 of the canonical JSON of what the event is", () => {
    // printf '{"environment":"prod","of":["d-1"],"type":"traffic-shifted","workload":"audit-queue"}' | sha256sum
    expect(id({})).to.equal("51600d1fe747f62f9cec624f6bf8b13fe8a14cf4dfd9abc3f6ae531df5ad4204");
  });

  it("[§16] is the same for another time and another writer: writing an event twice is one event", () => {
    expect(id({ at: "2026-03-02T10:00:00Z", writer: "another" })).to.equal(id({}));
  });

  it("[§16] is the same for an event of any type: of a writer that was killed, one event is left", () => {
    const twice = DAY.map((event) => {
      const later = new Date(Date.parse(event.at) + 90_000).toISOString();
      return [event, parseEvent({ ...event, at: later, writer: "another" })] as const;
    });
    for (const [event, again] of twice) {
      expect(eventId(again), event.type).to.equal(eventId(event));
    }
    expect(new Set(DAY.map(eventId)).size).to.equal(DAY.length);
    const types = new Set(DAY.map(({ type }) => type));
    expect([...types]).to.include.members(["release-made", "approval-seen", "rolled-back"]);
  });

  it("differs for another deployment, workload or environment", () => {
    const ids = [{}, { deployment: "d-2" }, { workload: "billing" }, { environment: "stg" }].map(
      id,
    );
    expect(new Set(ids).size).to.equal(4);
  });

  it("differs for another phase of one promotion, and for another answer of one gate", () => {
    const promotion = {
      deployment: undefined,
      promotion: "p",
      release: `sha256:${"1".repeat(64)}`,
    };
    const { deployment: _, ...rest } = { ...shifted, ...promotion };
    const of = (fields: object) => eventId(parseEvent({ ...rest, ...fields }));
    const phase = (name: string) => of({ type: "promotion-phase", phase: name });
    const gate = (verdict: string, ...reasons: string[]) =>
      of({ type: "gate-decided", gate: "bake", verdict, reasons });
    const ids = [phase("gated"), phase("copying"), gate("pass"), gate("wait"), gate("wait", "why")];
    expect(new Set(ids).size).to.equal(5);
    expect(gate("wait", "why")).to.equal(gate("wait", "why"));
  });
});
