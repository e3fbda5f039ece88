import { expect } from "chai";
import type { Approval, GatheredFacts, RunPeople } from "../../../delivery/decisions/gates/facts";
import { parseRelease } from "../../../delivery/decisions/release/release";
import { type FactSources, gatherFacts } from "../../../delivery/facts/gather";
import { InvalidInput } from "../../../infra/problems";
import { CONTRACTS } from "../../infra/release/contracts";
import { SUBJECT } from "../decisions/gates/subjects";
import { manifest } from "../decisions/release/fixture";

const RELEASE = parseRelease(manifest());

const approval = (comment: string, state: Approval["state"] = "approved"): Approval => ({
  environment: "prod",
  state,
  user: { id: 1, login: "sam" },
  teams: ["security"],
  comment,
});
const PEOPLE: RunPeople = {
  initiators: [{ id: 9, login: "dev" }],
  approvals: [approval("#12 and CHG-1"), approval("#13", "rejected")],
};

/** Sources that answer, and what they were asked. */
function sources(asked: unknown[][] = []): FactSources {
  const answer = <T>(value: T) => {
    return async (...asks: unknown[]) => {
      asked.push(asks);
      return value;
    };
  };
  return {
    checks: { ofCommit: answer([]) },
    attestations: { of: answer([]) },
    approvals: {
      sourceOf: answer({ commit: RELEASE.commit, ref: RELEASE.version }),
      ofRun: answer(PEOPLE),
      waitsOf: answer([]),
    },
    changeTickets: {
      find: async (id) => (id === "#12" ? { id, state: "open" } : undefined),
    },
    changeCalendars: { states: answer([{ name: "holidays", state: "OPEN" as const }]) },
    errorBudgets: { of: answer({ remainingPercent: 40 }) },
    incidents: { openOf: answer([]) },
    deployedFlags: { keysOf: answer(["new-parser"]) },
    platformPlans: { applied: answer({ plan: "sha256:1", broadened: [], approvedBy: [] }) },
    ledger: { eventsOf: answer([]) },
    evidence: { put: async () => {}, of: answer([]) },
    verification: { verify: answer({ statement: "", identity: "", repositoryId: 1 }) },
  };
}

const gather = (from: FactSources): Promise<GatheredFacts> =>
  gatherFacts(from, {
    release: RELEASE,
    contract: CONTRACTS.service,
    rules: SUBJECT.rules,
    run: { repository: "neurocipher/billing", id: 77 },
    promoter: "promoter",
  });

describe("the facts of the gates", () => {
  it("[§12] are what each source answers, and the open tickets that approvals name", async () => {
    expect(await gather(sources())).to.deep.equal({
      checks: { known: true, value: [] },
      verifications: { known: true, value: [] },
      people: { known: true, value: PEOPLE },
      reviewWaits: { known: true, value: [] },
      tickets: { known: true, value: [{ id: "#12", state: "open" }] },
      bakes: { known: true, value: [] },
      calendar: {
        known: true,
        value: { changeCalendars: [{ name: "holidays", state: "OPEN" }] },
      },
      errorBudget: { known: true, value: { remainingPercent: 40 } },
      incidents: { known: true, value: [] },
      flags: { known: true, value: ["new-parser"] },
      permissions: {
        known: true,
        value: { plan: "sha256:1", broadened: [], approvedBy: [] },
      },
      migrations: { known: true, value: { hasCommand: true, everywhere: undefined } },
    });
  });

  it("[§12] ask for the membership of every team whose word counts, each once", async () => {
    const asked: unknown[][] = [];
    await gather(sources(asked));
    const { approvals, teams } = SUBJECT.rules;
    const want = new Set([...approvals.map(({ team }) => team), ...Object.values(teams)]);
    const given = asked.find(
      ([repository, run, teams]) => repository === "neurocipher/billing" && run === 77 && teams,
    );
    expect(given?.[2]).to.have.members([...want]);
  });

  for (const [what, source] of [
    ["another commit", { commit: "0".repeat(40), ref: RELEASE.version }],
    ["another tag at the same commit", { commit: RELEASE.commit, ref: "v1.4.0-rc.1" }],
    ["a branch", { commit: RELEASE.commit, ref: "main" }],
    ["a ref that GitHub does not name", { commit: RELEASE.commit, ref: null }],
  ] as const) {
    it(`[§12] take no review of a run of ${what}, and no ticket that it names`, async () => {
      const from = sources();
      const approvals = { ...from.approvals, sourceOf: async () => source };
      const { people, tickets } = await gather({ ...from, approvals });
      const why =
        `the run: run 77 is ${JSON.stringify(`${source.ref} at ${source.commit}`)}: ` +
        `expected ${RELEASE.version} at ${RELEASE.commit}`;
      expect([people, tickets]).to.deep.equal([
        { known: false, why },
        { known: false, why },
      ]);
    });
  }

  const fails: readonly [source: keyof FactSources, method: string, facts: readonly string[]][] = [
    ["checks", "ofCommit", ["checks"]],
    ["attestations", "of", ["verifications"]],
    ["approvals", "sourceOf", ["people", "tickets"]],
    ["approvals", "ofRun", ["people", "tickets"]],
    ["approvals", "waitsOf", ["reviewWaits"]],
    ["changeTickets", "find", ["tickets"]],
    ["changeCalendars", "states", ["calendar"]],
    ["errorBudgets", "of", ["errorBudget"]],
    ["incidents", "openOf", ["incidents"]],
    ["platformPlans", "applied", ["permissions"]],
    ["deployedFlags", "keysOf", ["flags"]],
    ["evidence", "of", ["bakes"]],
    ["ledger", "eventsOf", ["migrations"]],
  ];
  for (const [source, method, facts] of fails) {
    it(`[§11] are unknown where ${source}.${method} cannot answer, with its reason, and no other is`, async () => {
      const refuse = async () => {
        throw new InvalidInput("GitHub", ["no answer", "in 20 s"]);
      };
      const from = sources();
      const found = await gather({ ...from, [source]: { ...from[source], [method]: refuse } });
      const unknown = Object.entries(found).filter(([, { known }]) => !known);
      const why = { known: false, why: "GitHub: no answer in 20 s" };
      expect(Object.fromEntries(unknown)).to.deep.equal(
        Object.fromEntries(facts.map((fact) => [fact, why])),
      );
    });
  }

  it("are asked for all at once", async () => {
    let asked = 0;
    let all = () => {};
    const everyone = new Promise<void>((resolve) => {
      all = resolve;
    });
    const wait = async () => {
      asked += 1;
      // As many as do not wait for another's answer.
      if (asked === 12) all();
      await everyone;
      throw new InvalidInput("it", ["waited"]);
    };
    let waiting = sources();
    for (const [source, method] of fails) {
      if (source === "changeTickets") continue;
      waiting = { ...waiting, [source]: { ...waiting[source], [method]: wait } };
    }
    await gather(waiting);
    expect(asked).to.equal(12);
  });
});
