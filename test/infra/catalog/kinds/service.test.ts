import { expect } from "chai";
import { checksOn, listenerPriority, routeTakes } from "../../../../infra/catalog/kinds/service";
import { parseCatalog, parseWorkload } from "../../../../infra/catalog/parse";
import type { WorkloadOf } from "../../../../infra/catalog/workload";
import { workload as ingest } from "../../../fixtures/catalog/ingest-worker";

describe("a service's route", () => {
  const cases: [pattern: string, path: string, taken: boolean][] = [
    ["/ingest/*", "/ingest/healthz", true],
    ["/ingest/*", "/ingest/a/b", true],
    ["/ingest/*", "/ingest", false],
    ["/ingest/*", "/healthz", false],
    ["/ingest/*", "/v1/ingest/healthz", false],
    ["/*", "/healthz", true],
    ["/exact", "/exact", true],
    ["/exact", "/exact/more", false],
    ["/v1.0/*", "/v1x0/healthz", false],
    ["/*/documents", "/v1/documents", true],
  ];
  for (const [pattern, path, taken] of cases) {
    it(`${pattern} ${taken ? "takes" : "does not take"} ${path}`, () => {
      expect(routeTakes(pattern, path)).to.equal(taken);
    });
  }

  it("[§13] holds the checks that the catalog does not name", () => {
    const happyPath = { path: "/ingest/documents" };
    expect(checksOn("/ingest/*", { happyPath })).to.deep.equal({
      health: "/ingest/healthz",
      readiness: "/ingest/readyz",
      happyPath,
    });
    expect(checksOn("/*", { health: "/up", happyPath })).to.deep.equal({
      health: "/up",
      readiness: "/readyz",
      happyPath,
    });
  });
});

const service = (changes: object) =>
  parseWorkload({ ...ingest, ...changes }, "a test") as WorkloadOf<"service">;

describe("listenerPriority", () => {
  it("is the entry's own where it has one", () => {
    const route = { path: "/ingest/*", priority: 7 };
    expect(listenerPriority(service({ route }))).to.equal(7);
  });

  it("else comes of the name, the same always, above those that entries choose", () => {
    const priority = listenerPriority(service({}));
    expect(priority)
      .to.equal(listenerPriority(service({})))
      .and.to.be.within(1000, 50_000);
    expect(listenerPriority(service({ name: "other" }))).not.to.equal(priority);
  });

  it("and its path are no other service's", () => {
    const route = { path: "/ingest/*", priority: 5 };
    const entries = {
      one: { ...ingest, name: "one", route },
      two: { ...ingest, name: "two", route },
    };
    expect(() => parseCatalog(entries)).to.throw(
      `two: route.path is "/ingest/*": expected another than one's\n` +
        "  two: route.priority is 5: expected another than one's",
    );
  });
});
