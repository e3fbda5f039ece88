import { expect } from "chai";
import type { LedgerEvent } from "../../../delivery/ledger/events";
import type { Breakage } from "../../../functions/open-incident/incident";
import { open, type Writes } from "../../../functions/open-incident/open";

const BREAKAGE: Breakage = {
  workload: {
    name: "billing",
    app: "AuditHound",
    owner: "payments",
    repository: "neurocipher/billing",
  },
  environment: "prod",
  region: "ca-central-1",
  cause: "d-ABC",
  deployment: "d-ABC",
  version: "v1.2.0",
  reason: "ALARM_ACTIVE: an alarm",
  alarms: ["nc-billing-prod-http-errors"],
  timeline: [{ at: "2026-11-02T15:00:00.000Z", what: "it began" }],
};

/** What there is after a run: each kind of thing, by what tells two of them apart. */
class Outside {
  readonly opsItems = new Map<string, string>();
  readonly tickets = new Map<string, string>();
  readonly links = new Map<string, string>();
  readonly events: LedgerEvent[] = [];
  readonly told: string[] = [];
  /** Writes that were made, by name, in their order. */
  readonly made: string[] = [];

  /** @param before - number of writes before the process is gone */
  writes(before = Number.POSITIVE_INFINITY): Writes {
    let left = before;
    const write = (name: string, action: () => void) => {
      if (left === 0) throw new Error("killed");
      left -= 1;
      action();
      this.made.push(name);
    };
    const once = (map: Map<string, string>, key: string, prefix: string) => {
      const known = map.get(key) ?? `${prefix}${map.size + 1}`;
      map.set(key, known);
      return known;
    };
    return {
      openOpsItem: async ({ OperationalData }) => {
        const key = String(OperationalData["/aws/dedup"]?.Value);
        write("OpsItem", () => once(this.opsItems, key, "oi-"));
        return once(this.opsItems, key, "oi-");
      },
      openTicket: async (repository, { cause }) => {
        const url = `https://github.com/${repository}/issues/`;
        write("ticket", () => once(this.tickets, cause, url));
        return once(this.tickets, cause, url);
      },
      linkTicket: async (item, url) => write("link", () => this.links.set(item, url)),
      ledger: {
        record: async (event) =>
          write("ledger", () => {
            if (this.events.length === 0) this.events.push(event);
          }),
      },
      notify: async (subject) => write("notification", () => this.told.push(subject)),
    };
  }
}

const WRITER = { writer: "nc-platform-prod-open-incident", at: "2026-11-02T15:01:00.000Z" };

describe("an incident whose function is killed", () => {
  const WRITES = ["OpsItem", "ticket", "link", "ledger", "notification"];

  it("is opened by five writes, in this order", async () => {
    const outside = new Outside();
    await open(BREAKAGE, outside.writes(), WRITER);
    expect(outside.made).to.deep.equal(WRITES);
  });

  for (const [count, next] of WRITES.entries()) {
    it(`[§14] is one, with one ticket, where that happens before the write of the ${next}`, async () => {
      const outside = new Outside();
      const killed = await open(BREAKAGE, outside.writes(count), WRITER).catch(String);
      expect(killed).to.equal("Error: killed");
      const opened = await open(BREAKAGE, outside.writes(), WRITER);
      expect(opened).to.deep.equal({
        incident: "oi-1",
        ticket: "https://github.com/neurocipher/billing/issues/1",
      });
      expect([...outside.opsItems.values()]).to.deep.equal(["oi-1"]);
      expect(outside.tickets.size).to.equal(1);
      expect([...outside.links]).to.deep.equal([[opened.incident, opened.ticket]]);
      expect(outside.events.map(({ type }) => type)).to.deep.equal(["incident-opened"]);
      expect(outside.told).to.deep.equal(["Rollback of billing v1.2.0 in prod: deployment d-ABC"]);
    });
  }
});
