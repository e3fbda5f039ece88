import { expect } from "chai";
import { checksOn, routeTakes } from "../../../infra/catalog/route";

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
