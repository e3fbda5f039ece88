import { expect } from "chai";
import { parseCatalog } from "../../../infra/catalog/parse";
import { runtimeWarnings } from "../../../infra/catalog/runtime-warnings";
import { ENTRIES } from "./entries";

/** What is warned of on a day, with a function and a job of these runtimes. */
function warningsOn(day: string, fn: string, job: string): string[] {
  const catalog = parseCatalog({
    fn: { ...ENTRIES.fn, runtime: fn },
    job: { ...ENTRIES.job, runs: { as: "function", runtime: job } },
    wrk: ENTRIES.wrk,
  });
  return runtimeWarnings(catalog, new Date(`${day}T00:00:00Z`));
}

describe("a runtime that AWS ends", () => {
  const node22 = 'runtime is "nodejs22.x": expected a runtime that AWS patches after 2027-04-30';

  it("is a warning with its day, from 180 days before, and after it too", () => {
    expect(warningsOn("2026-10-31", "nodejs22.x", "python3.13")).to.deep.equal([]);
    for (const day of ["2026-11-01", "2027-04-30", "2030-01-01"]) {
      expect(warningsOn(day, "nodejs22.x", "python3.13")[0], day).to.equal(`fn: ${node22}`);
    }
    expect(warningsOn("2027-04-30", "python3.12", "nodejs22.x")).to.deep.equal([`job: ${node22}`]);
  });

  const days: [runtime: string, quiet: string, loud: string, end: string][] = [
    ["nodejs24.x", "2027-11-01", "2027-11-02", "2028-04-30"],
    ["python3.12", "2028-05-03", "2028-05-04", "2028-10-31"],
    ["python3.13", "2028-12-31", "2029-01-01", "2029-06-30"],
  ];
  for (const [runtime, quiet, loud, end] of days) {
    it(`is warned of for ${runtime} on ${loud}`, () => {
      expect(warningsOn(quiet, runtime, runtime)).to.deep.equal([]);
      const wrong = `runtime is "${runtime}": expected a runtime that AWS patches after ${end}`;
      expect(warningsOn(loud, runtime, runtime)).to.deep.equal([`fn: ${wrong}`, `job: ${wrong}`]);
    });
  }

  it("is not the one that a function has by default", () => {
    const [fn] = parseCatalog({ fn: ENTRIES.fn });

    expect(fn).to.deep.include({ runtime: "nodejs24.x" });
  });
});
