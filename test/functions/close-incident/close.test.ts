import { expect } from "chai";
import type { LedgerEvent } from "../../../delivery/ledger/events";
import { close, type Facts, type Writes } from "../../../functions/close-incident/close";

const INCIDENT = {
  id: "oi-1",
  workload: "billing",
  deployment: "d-ABC",
  openedAt: new Date("2026-11-02T15:00:00.000Z"),
};
const OWNER = {
  workload: {
    name: "billing",
    app: "AuditHound",
    owner: "payments",
    repository: "neurocipher/billing",
  },
  environment: "prod",
  writer: "nc-platform-prod-close-incident",
} as const;
const TICKET = {
  url: "https://github.com/neurocipher/billing/issues/1",
  closedAt: "2026-11-03T09:00:00Z",
};
const facts = (change: Partial<Facts> = {}): Facts => ({
  ticketOf: async () => TICKET,
  restoredAt: async () => new Date("2026-11-02T15:07:00.000Z"),
  ...change,
});

/** What a run writes, where the process is gone before the write of that number. */
function writes(before = Number.POSITIVE_INFINITY) {
  const made: string[] = [];
  const recorded: LedgerEvent[] = [];
  const write = (name: string) => {
    if (made.length === before) throw new Error("killed");
    made.push(name);
  };
  const all: Writes = {
    ledger: {
      record: async (event) => {
        write("ledger");
        recorded.push(event);
      },
    },
    resolve: async (id) => write(`resolve ${id}`),
  };
  return { all, made, recorded };
}

describe("the closing of an incident", () => {
  const WRITES = ["ledger", "resolve oi-1"];

  it("is two writes, the ledger's first", async () => {
    const { all, made, recorded } = writes();
    expect(await close(INCIDENT, OWNER, facts(), all)).to.equal(true);
    expect(made).to.deep.equal(WRITES);
    expect(recorded).to.deep.equal([
      {
        type: "incident-closed",
        at: "2026-11-03T09:00:00Z",
        environment: "prod",
        app: "AuditHound",
        workload: "billing",
        writer: "nc-platform-prod-close-incident",
        incident: "oi-1",
        restoredAt: "2026-11-02T15:07:00.000Z",
      },
    ]);
  });

  for (const [count, next] of WRITES.entries()) {
    it(`[§14] is made again with the same event where the run is killed before: ${next}`, async () => {
      const [first, second] = [writes(count), writes()];
      const killed = await close(INCIDENT, OWNER, facts(), first.all).catch(String);
      expect(killed).to.equal("Error: killed");
      // The OpsItem is open still, so the next run finds it.
      expect(first.made).not.to.include("resolve oi-1");
      await close(INCIDENT, OWNER, facts(), second.all);
      expect(second.made).to.deep.equal(WRITES);
      for (const event of first.recorded) expect(second.recorded).to.deep.equal([event]);
    });
  }

  it("waits for a ticket that is open, and for one that is not there", async () => {
    const asked = { restoredAt: () => Promise.reject(new Error("it was asked")) };
    for (const ticket of [{ url: TICKET.url }, undefined]) {
      const { all, made } = writes();
      const open = facts({ ...asked, ticketOf: async () => ticket });
      expect(await close(INCIDENT, OWNER, open, all)).to.equal(false);
      expect(made).to.deep.equal([]);
    }
  });

  it("asks for the ticket by the deployment, or by the incident where an alarm opened it", async () => {
    const causes: string[] = [];
    const ticketOf = async (cause: string) => {
      causes.push(cause);
      return undefined;
    };
    await close(INCIDENT, OWNER, facts({ ticketOf }), writes().all);
    const { deployment: _, ...alone } = INCIDENT;
    await close({ ...alone, alarm: "a" }, OWNER, facts({ ticketOf }), writes().all);
    expect(causes).to.deep.equal(["d-ABC", "oi-1"]);
  });

  it("says nothing of when service was restored where nobody knows", async () => {
    const { all, recorded } = writes();
    await close(INCIDENT, OWNER, facts({ restoredAt: async () => undefined }), all);
    expect(recorded[0]).not.to.have.property("restoredAt");
  });
});
