import { expect } from "chai";
import { parseCatalog } from "../../../infra/catalog/parse";
import { checkQuotas } from "../../../infra/catalog/quotas";
import type { WorkloadEntry } from "../../../infra/catalog/workload";
import { InvalidInput } from "../../../infra/problems";
import { catalogOf } from "../../../sandbox/bench/catalog";
import { settingsOf } from "../../support/contexts";

const common = {
  app: "AuditHound",
  owner: "audit",
  costCenter: "CC-2001",
  compliance: false,
  repository: "audit",
  repositoryId: 1,
} as const;
const slo = { p95: "1 second", availability: 99 } as const;

const reserving = (name: string, concurrency: number): WorkloadEntry => ({
  ...common,
  kind: "function",
  name,
  concurrency,
  slo,
});
const service = (number: number): WorkloadEntry => ({
  ...common,
  kind: "service",
  name: `svc-${number}`,
  slo,
  route: { path: `/${number}/*`, priority: number },
  checks: { happyPath: { path: `/${number}/ok` } },
});

const check = (entries: readonly WorkloadEntry[], change: object = {}) => {
  const catalog = parseCatalog(Object.fromEntries(entries.map((each) => [each.name, each])));
  return () => checkQuotas(catalog, settingsOf("prod", change));
};

describe("what a whole catalog takes", () => {
  it("fits up to the last invocation that the account's functions may reserve", () => {
    expect(check([reserving("one", 600), reserving("two", 300)])).not.to.throw();
    expect(check([reserving("one", 600), reserving("two", 301)])).to.throw(
      InvalidInput,
      "stacks/catalog in prod:\n" +
        "  lambdaConcurrency is 1000: expected at least 1001, as functions reserve " +
        "100 that stay unreserved + 600 of one + 301 of two",
    );
  });

  it("fits into an account that has more, and names the largest first where one has less", () => {
    const entries = [reserving("one", 600), reserving("two", 800)];
    expect(check(entries, { lambdaConcurrency: 1500 })).not.to.throw();
    expect(check(entries, { lambdaConcurrency: 1499 })).to.throw(
      "lambdaConcurrency is 1499: expected at least 1500, as functions reserve " +
        "100 that stay unreserved + 800 of two + 600 of one",
    );
  });

  it("counts the concurrency of a job that runs as a function, and nothing of one that is a task", () => {
    const runs = (as: "function" | "task"): WorkloadEntry => ({
      ...common,
      kind: "job",
      name: "job",
      schedule: { expression: "rate(1 hour)", every: "1 hour" },
      runs: { as },
      slo: { finishesWithin: "5 minutes" },
    });
    expect(check([reserving("one", 900), runs("task")])).not.to.throw();
    expect(check([reserving("one", 900), runs("function")])).to.throw(
      "lambdaConcurrency is 1000: expected at least 1001, as functions reserve " +
        "100 that stay unreserved + 900 of one + 1 of job",
    );
  });

  it("asks nothing of an account without functions", () => {
    expect(check([service(1)], { lambdaConcurrency: 10 })).not.to.throw();
  });

  it("has two target groups for each service, of the hundred of one load balancer", () => {
    const services = (count: number) =>
      Array.from({ length: count }, (_, index) => service(index + 1));
    expect(check(services(50))).not.to.throw();
    expect(check(services(51))).to.throw(
      InvalidInput,
      /^stacks\/catalog in prod:\n {2}target groups is 102: expected at most 100, the load balancer's quota, for 2 of svc-1 \+ .* \+ 2 of svc-51$/,
    );
  });

  it("is refused with every problem at once", () => {
    const entries = [...Array(51).keys()].map((index) => service(index + 1));
    expect(check([...entries, reserving("one", 1000)])).to.throw(
      InvalidInput,
      /lambdaConcurrency[\s\S]*target groups is 102/,
    );
  });

  it("fits for the catalog of 100 that is measured", () => {
    expect(check(catalogOf(100))).not.to.throw();
  });
});
