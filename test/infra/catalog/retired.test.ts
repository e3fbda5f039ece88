import { expect } from "chai";
import { parseCatalog } from "../../../infra/catalog/parse";
import { checkRetention, retirementWarnings } from "../../../infra/catalog/retirement-checks";
import { InvalidInput } from "../../../infra/problems";
import { settingsOf } from "../../support/contexts";
import { ENTRIES, refuses } from "./entries";

const retired = {
  since: "2027-01-15",
  keepUntil: "2028-01-15",
  agreed: { owner: "mia", approver: "sam" },
  reason: "CHG-1042",
};

/** The same entry, retired. */
const retire = <T extends object>(entry: T) => ({ ...entry, retired });

/** What the catalog of `entries` is refused for; nothing for a good one. */
function problemsOf(...entries: readonly { readonly name: string }[]): readonly string[] {
  try {
    parseCatalog(Object.fromEntries(entries.map((entry) => [entry.name, entry])));
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

describe("a retired workload", () => {
  for (const entry of Object.values(ENTRIES)) {
    it(`may be a ${entry.kind}`, () => {
      const [workload] = parseCatalog({ [entry.name]: { ...entry, retired } });
      expect(workload?.retired).to.deep.equal(retired);
    });
  }

  const change = (fields: object) => ({ retired: { ...retired, ...fields } });
  refuses([
    [
      "wrk",
      change({ since: "2027-02-30" }),
      'retired.since is "2027-02-30": expected a day such as 2027-01-31',
    ],
    [
      "wrk",
      change({ agreed: { owner: "mia" } }),
      "retired.agreed.approver is missing: expected a string",
    ],
    [
      "wrk",
      change({ agreed: { owner: "mia", approver: "-sam" } }),
      'retired.agreed.approver is "-sam": expected the login of a GitHub user',
    ],
    [
      "wrk",
      change({ agreed: { owner: "mia", approver: "Mia" } }),
      'retired.agreed.approver is "Mia": expected somebody other than agreed.owner',
    ],
    [
      "wrk",
      change({ keepUntil: "2027-01-28" }),
      'retired.keepUntil is "2027-01-28": expected 2027-01-29 or later, as a message is kept 14 days at most',
    ],
    ["wrk", change({ reason: "" }), 'retired.reason is "": expected at least 1 characters'],
    [
      "wrk",
      change({ replacedBy: "wrk" }),
      'retired.replacedBy is "wrk": expected another workload of the catalog, which is not retired',
    ],
  ]);

  it("is replaced by one that is not retired", () => {
    const old = { ...ENTRIES.fn, retired: { ...retired, replacedBy: "wrk" } };
    expect(problemsOf(old, ENTRIES.wrk)).to.deep.equal([]);
    expect(problemsOf(old, retire(ENTRIES.wrk))).to.deep.equal([
      'fn: retired.replacedBy is "wrk": expected another workload of the catalog, which is not retired',
    ]);
  });

  it("gives up its path, and keeps its priority", () => {
    const old = { ...ENTRIES.svc, route: { path: "/*", priority: 7 } };
    const next = { ...ENTRIES.svc, name: "next", route: { path: "/*", priority: 8 } };
    expect(problemsOf(old, next).join()).to.contain(
      'next: route.path is "/*": expected another than svc\'s',
    );
    expect(problemsOf(retire(old), next)).to.deep.equal([]);
    const same = { ...next, route: { path: "/*", priority: 7 } };
    expect(problemsOf(retire(old), same)).to.deep.equal([
      "next: route.priority is 7: expected another than svc's",
    ]);
  });

  it("rotates no secret of a workload that is not retired", () => {
    const rotation = { every: "30 days", by: "fn" };
    const other = { ...ENTRIES.wrk, secrets: { token: { rotation } } };
    const rotator = retire(ENTRIES.fn);
    expect(problemsOf(rotator, other)).to.deep.equal([
      'wrk: secrets.token.rotation.by is "fn": expected a function of the catalog: it has none',
    ]);
    expect(problemsOf(rotator, retire(other))).to.deep.equal([]);
  });

  it("is named in a warning from the day on which its entry may be removed", () => {
    const catalog = parseCatalog({ svc: ENTRIES.svc, wrk: retire(ENTRIES.wrk) });
    expect(retirementWarnings(catalog, "2028-01-14")).to.deep.equal([]);
    expect(retirementWarnings(catalog, "2028-01-15")).to.deep.equal([
      'wrk: retired.keepUntil is "2028-01-15": expected its entry to be removed from then on (docs/runbooks/retire.md)',
    ]);
  });

  it("is kept as long as its logs, where settings protect them", () => {
    const catalog = parseCatalog({
      wrk: { ...ENTRIES.wrk, retired: { ...retired, keepUntil: "2028-01-14" } },
    });
    const check = (change: object) => () => checkRetention(catalog, settingsOf("prod", change));
    expect(check({})).to.throw(
      InvalidInput,
      'stacks/catalog in prod:\n  wrk: retired.keepUntil is "2028-01-14": expected 2028-01-15 or later, as logs are kept 365 days in prod',
    );
    expect(check({ logRetentionDays: 180 })).not.to.throw();
    expect(check({ protect: false })).not.to.throw();
  });
});
