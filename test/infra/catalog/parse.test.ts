import { expect } from "chai";
import fc from "fast-check";
import { parseCatalog } from "../../../infra/catalog/parse";
import { factsOf, type WorkloadEntry } from "../../../infra/catalog/workload";
import { InvalidInput } from "../../../infra/problems";

const common = {
  app: "AuditHound",
  owner: "audit",
  costCenter: "CC-2001",
  compliance: false,
  repository: "audit",
  repositoryId: 1,
} as const;

const checks = { happyPath: { path: "/ok" } };
const slo = { p95: "1 second", availability: 99 };
const health = { command: ["check"] };

const ENTRIES = {
  svc: { ...common, kind: "service", name: "svc", route: { path: "/*" }, slo, checks },
  fn: { ...common, kind: "function", name: "fn", slo },
  wrk: {
    ...common,
    kind: "worker",
    name: "wrk",
    health,
    queue: { longestJob: "1 minute" },
    slo: { oldestMessage: "1 hour" },
  },
  job: {
    ...common,
    kind: "job",
    name: "job",
    schedule: { expression: "rate(1 day)", every: "1 day" },
    runs: { as: "function" },
    slo: { finishesWithin: "5 minutes" },
  },
  tf: { ...common, kind: "terraform", name: "tf", directory: "iac/tf", manages: ["s3"] },
} satisfies Record<string, WorkloadEntry>;

/** One entry with changes. */
const read = (name: keyof typeof ENTRIES, change: object = {}) =>
  parseCatalog({ [name]: { ...ENTRIES[name], ...change } })[0];

describe("catalog", () => {
  it("[§2] has services, functions, workers, jobs and Terraform stacks", () => {
    const kinds = parseCatalog(ENTRIES).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(["service", "function", "worker", "job", "terraform"]);
  });

  it("fills in what is left out", () => {
    expect(read("svc")).to.deep.include({
      port: 8080,
      size: { cpu: 256, memory: 512 },
      rollout: "codedeploy",
      traffic: { type: "canary", percent: 10, interval: 300 },
      stopTimeout: 30,
    });
    expect(read("wrk")).to.deep.nested.include({
      "queue.visibility": 300,
      "queue.deadLetterRetention": 1_209_600,
      "queue.maxReceiveCount": 5,
    });
  });

  it("knows what ships as an image, and what is a Lambda function", () => {
    const images = parseCatalog(ENTRIES).filter((each) => factsOf(each).shipsImage);
    expect(images.map(({ name }) => name)).to.deep.equal(["svc", "wrk"]);
    const facts = (name: keyof typeof ENTRIES, change: object) => {
      const workload = read(name, change);
      return workload && factsOf(workload);
    };
    expect(facts("job", { runs: { as: "task" } })).to.deep.equal({ shipsImage: true });
    expect(facts("job", { runs: { as: "function", architecture: "x86_64" } })).to.deep.equal({
      lambda: { architecture: "x86_64", reservedConcurrency: 1 },
    });
    expect(facts("fn", { concurrency: 7 })).to.deep.equal({
      lambda: { architecture: "arm64", reservedConcurrency: 7 },
      rotatesSecrets: true,
    });
    expect(facts("tf", {})).to.deep.equal({});
  });

  it("refuses a kind that there is not", () => {
    for (const kind of ["batch", "toString", undefined]) {
      expect(() => read("svc", { kind })).to.throw(
        InvalidInput,
        `kind is ${kind === undefined ? "missing" : `"${kind}"`}: expected one of "service", "function", `,
      );
    }
  });

  const wrong: [name: keyof typeof ENTRIES, change: object, message: string][] = [
    ["svc", { app: "Other" }, 'app is "Other": expected one of "Neurocipher", "AuditHound"'],
    ["svc", { owner: undefined }, "owner is missing: expected a string"],
    ["svc", { costCenter: "12" }, 'costCenter is "12": expected a cost centre such as "CC-1001"'],
    ["svc", { repository: "neurocipher/*" }, "expected a repository's name"],
    ["svc", { size: { cpu: "0.3 vCPU" } }, "size.cpu"],
    ["svc", { size: { cpu: "3 vCPU" } }, "expected 0.25, 0.5, 1, 2, 4, 8, 16 vCPU"],
    [
      "svc",
      { size: { cpu: "1 vCPU", memory: "9 GB" } },
      'size.memory is "9 GB": expected 2 to 8 GB in steps of 1 GB with 1 vCPU',
    ],
    ["svc", { size: { memory: "1.5 GB" } }, "expected 0.5, 1 or 2 GB with 0.25 vCPU"],
    ["svc", { stopTimeout: "3 minutes" }, 'expected from "1 second" to "120 seconds"'],
    ["svc", { scaling: { min: 3, max: 2 } }, "scaling.max is 2: expected at least min, which is 3"],
    ["svc", { user: 0 }, "user is 0: expected at least 1"],
    ["svc", { rollout: "yolo" }, 'expected one of "codedeploy", "ecs-native"'],
    ["svc", { traffic: { type: "all-at-once" } }, 'expected one of "canary", "linear"'],
    ["svc", { slo: { p95: "2 minutes", availability: 99 } }, "slo.p95"],
    ["svc", { slo: { p95: "1 second", availability: 100 } }, "slo.availability"],
    ["svc", { risky: { reason: "new parser", flag: "x" } }, 'risky.flag is "x": expected a flag'],
    [
      "svc",
      { migrations: { command: ["m"], secret: "db", changesShape: true }, secrets: { db: {} } },
      "migrations.flag is missing: expected a flag, as the database's shape changes",
    ],
    [
      "svc",
      { migrations: { command: ["m"], secret: "db" } },
      'migrations.secret is "db": expected a secret, and it has none',
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
      "checks.readiness is missing: expected a path that route.path /ok takes",
    ],
    [
      "svc",
      { route: { path: `/${"x".repeat(128)}` } },
      'expected a path pattern such as "/ingest/*", of 128 characters at most',
    ],
    ["svc", { config: { LogLevel: "x" } }, "config.LogLevel"],
    [
      "tf",
      { config: { "release-contract": "x" } },
      'config.release-contract is "x": expected another key, as this one holds what a release needs',
    ],
    ["svc", { flags: { "1x": {} } }, "flags.1x"],
    [
      "fn",
      { http: { path: "/v1" } },
      "checks is missing: expected checks, as the function answers",
    ],
    [
      "fn",
      { http: { path: "/v1" }, checks, timeout: "31 seconds" },
      'timeout is "31 seconds": expected at most 30 seconds, the longest that an HTTP API waits',
    ],
    [
      "fn",
      { consumes: {}, concurrency: 1 },
      "concurrency is 1: expected at least 2, the least with which Lambda consumes a queue",
    ],
    ["fn", { memory: "64 MB" }, "expected from 128 MB to 10 GB"],
    [
      "fn",
      { timeout: "1 minute", consumes: { visibility: "5 minutes", batchWindow: "10 seconds" } },
      'consumes.visibility is "5 minutes": expected at least 6 x timeout + batchWindow = ' +
        "6 x 60 + 10 = 370 seconds",
    ],
    [
      "fn",
      { consumes: { maxReceiveCount: 4 } },
      "consumes.maxReceiveCount is 4: expected at least 5",
    ],
    ["fn", { consumes: { batchSize: 100 } }, "consumes.batchWindow is missing"],
    [
      "wrk",
      { queue: { longestJob: "5 minutes" } },
      "queue.visibility is missing: expected more than longestJob, 300 seconds",
    ],
    [
      "wrk",
      { queue: { longestJob: "1 second", visibility: "20 seconds" } },
      'queue.visibility is "20 seconds": expected more than stopTimeout, 30 seconds',
    ],
    [
      "wrk",
      { queue: { longestJob: "1 second", deadLetterRetention: "4 days" } },
      'queue.deadLetterRetention is "4 days": expected more than retention, 4 days',
    ],
    ["job", { schedule: { expression: "daily", every: "1 day" } }, 'expected "cron(...)" or'],
    ["tf", { manages: ["iam"] }, 'manages[0] is "iam": expected one of'],
    ["tf", { directory: "/etc" }, "directory is"],
    ["tf", { name: "stg-core" }, 'expected no segment "stg", which names an environment'],
    ["tf", { name: "a-name-of-more-than-20" }, "expected at most 20 characters"],
    ["tf", { bogus: true }, "bogus is true: expected no such field"],
    [
      "tf",
      { secrets: { db: { rotation: { every: "30 days", by: "rotator" } } } },
      'secrets.db.rotation.by is "rotator": expected a function of the catalog',
    ],
  ];
  for (const [name, change, message] of wrong) {
    it(`refuses ${JSON.stringify(change)} of a ${ENTRIES[name].kind}`, () => {
      expect(() => read(name, change)).to.throw(InvalidInput, message);
    });
  }

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

  it("lists every problem of every entry at once", () => {
    const bad = {
      wrk: { ...ENTRIES.wrk, costCenter: "x", queue: { longestJob: "1 hour" } },
      other: { ...ENTRIES.tf },
      none: undefined,
    };
    expect(() => parseCatalog(bad)).to.throw(InvalidInput, /costCenter[\s\S]*longestJob/);
    expect(() => parseCatalog(bad)).to.throw('other: name is "tf": expected "other"');
    expect(() => parseCatalog(bad)).to.throw("none: value is missing: expected an object");
  });

  it("accepts a rotation by a function that is there", () => {
    const secrets = { db: { rotation: { every: "30 days", by: "fn" } } } as const;
    const [svc] = parseCatalog({ svc: { ...ENTRIES.svc, secrets }, fn: ENTRIES.fn });
    expect(svc?.secrets.db?.rotation).to.deep.equal({ every: 2_592_000, by: "fn" });
  });

  it("reads any entry, or says what is wrong with it", () => {
    const fields = Object.entries(ENTRIES).flatMap(([name, entry]) =>
      [...Object.keys(entry), "risky", "migrations", "consumes"].map((key) => [name, key] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.anything(), ([name, key], value) => {
        try {
          read(name as keyof typeof ENTRIES, { [key]: value });
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidInput);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
