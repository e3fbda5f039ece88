import { expect } from "chai";
import { checksOn, listenerPriority } from "../../../../infra/catalog/kinds/service";
import { parseCatalog, parseWorkload } from "../../../../infra/catalog/parse";
import type { WorkloadOf } from "../../../../infra/catalog/workload";
import { InvalidInput } from "../../../../infra/problems";
import { workload as ingest } from "../../../fixtures/catalog/ingest-worker";
import { ENTRIES, read, refuses } from "../entries";

const checks = { happyPath: { path: "/ok" } };

describe("a service's route", () => {
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

  it("is 1000 and the rest of the first four bytes of the name's SHA-256 by 49,001", () => {
    // printf svc | sha256sum
    expect(listenerPriority({ name: "svc", route: { path: "/*" } })).to.equal(40_271);
    expect(listenerPriority({ name: "ingest-worker", route: { path: "/*" } })).to.equal(44_579);
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

describe("a service of the catalog", () => {
  refuses([
    ["svc", { rollout: "yolo" }, 'expected one of "codedeploy", "ecs-native"'],
    ["svc", { traffic: { type: "all-at-once" } }, 'expected one of "canary", "linear"'],
    ["svc", { slo: { p95: "2 minutes", availability: 99 } }, "slo.p95"],
    ["svc", { slo: { p95: "1 second", availability: 100 } }, "slo.availability"],
    [
      "svc",
      { slo: { p95: "60 seconds", availability: 99 } },
      'slo.p95 is "60 seconds": expected less than 60 seconds, after which the load balancer gives up',
    ],
    [
      "svc",
      { slo: { p95: "1 second", availability: 99.995 } },
      "slo.availability is 99.995: expected at most 99.99, which is what AWS promises for a load balancer",
    ],
    [
      "svc",
      { healthCheckGracePeriod: "2 hours" },
      'healthCheckGracePeriod is "2 hours": expected from "1 second" to "10 minutes" in',
    ],
    [
      "svc",
      { route: { path: "/svc/*" } },
      'checks.happyPath.path is "/ok": expected a path that route.path /svc/* takes',
    ],
    [
      "svc",
      { route: { path: "/ok/*" }, checks: { health: "/healthz", happyPath: { path: "/ok/1" } } },
      'checks.health is "/healthz": expected a path that route.path /ok/* takes',
    ],
    [
      "svc",
      { route: { path: "/ok" } },
      'route.path is "/ok": expected a pattern that takes /ok/readyz, or checks.readiness',
    ],
    [
      "svc",
      { checks: { happyPath: { path: "/ok", body: "{}" } } },
      'checks.happyPath.body is "{}": expected no body, or "POST" or "PUT" as method',
    ],
    [
      "svc",
      { checks: { happyPath: { path: "/ok", method: "GET", body: "{}" } } },
      'checks.happyPath.body is "{}": expected no body, or "POST" or "PUT" as method',
    ],
    [
      "svc",
      { checks: { happyPath: { path: "/ok", method: "POST", body: "{'a':1" } } },
      "checks.happyPath.body is \"{'a':1\": expected JSON text",
    ],
    [
      "svc",
      { checks: { health: "//evil.example", happyPath: { path: "/ok" } } },
      'checks.health is "//evil.example": expected a path such as "/healthz"',
    ],
    [
      "svc",
      {
        route: { path: '/a"b/*' },
        checks: { readiness: "/a/x", health: "/a", happyPath: { path: "/ok" } },
      },
      'checks.readiness is "/a/x": expected a path that route.path /a"b/* takes',
    ],
    [
      "svc",
      { route: { path: `/${"x".repeat(128)}` } },
      'expected a path pattern such as "/ingest/*", of 128 characters at most',
    ],
  ]);

  it("may be asked by any path of RFC 3986 that its route takes", () => {
    for (const path of ["/a/x?q=1", "/a/~me", "/a/x:run", "/a/b%20c"]) {
      const change = { route: { path: "/a/*" }, checks: { happyPath: { path } } };
      expect(read("svc", change)).to.deep.nested.include({ "checks.happyPath.path": path });
    }
    const post = { method: "POST", path: "/ok", body: '{"a":1}', status: 201 };
    expect(read("svc", { checks: { happyPath: post } })).to.deep.nested.include({
      "checks.happyPath": post,
    });
  });

  it("[§13] asks a service for health and readiness on its own route", () => {
    const happyPath = { path: "/api/v1/ok" };
    const svc = read("svc", { route: { path: "/api/*" }, checks: { happyPath } });
    expect(svc).to.deep.nested.include({
      "checks.health": "/api/healthz",
      "checks.readiness": "/api/readyz",
    });
    expect(read("fn", { http: { path: "/v1" }, checks })).to.deep.nested.include({
      "checks.health": "/healthz",
    });
  });

  it("[§13] refuses checks of a service that another one's route takes first", () => {
    const api = {
      ...ENTRIES.svc,
      name: "api",
      route: { path: "/api/*", priority: 2 },
      checks: { happyPath: { path: "/api/ok" } },
    };
    const svc = (priority: number) => ({ ...ENTRIES.svc, route: { path: "/*", priority } });
    expect(() => parseCatalog({ api, svc: svc(3) })).not.to.throw();
    expect(() => parseCatalog({ api, svc: svc(1) })).to.throw(
      InvalidInput,
      'api: checks.happyPath.path is "/api/ok": expected a path that /* of svc does not take first',
    );
  });
});
