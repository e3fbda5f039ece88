import { expect } from "chai";
import { parseCatalog } from "../../../../infra/catalog/parse";
import { checkQuotas } from "../../../../infra/catalog/quotas/check";
import type { WorkloadEntry } from "../../../../infra/catalog/workload";
import { InvalidInput } from "../../../../infra/problems";
import { catalogOf } from "../../../../sandbox/bench/catalog";
import { settingsOf } from "../../../support/contexts";

/** Invocations that the platform's own functions reserve: `open-incident`, `close-incident` and `publish-kpis` one each, `record-shift` two, `run-migrations` and `smoke-test` five each. */
const OWN = 15;

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
const service = (number: number, change: object = {}): WorkloadEntry => ({
  ...common,
  kind: "service",
  rollout: "ecs-native",
  name: `svc-${number}`,
  slo,
  route: { path: `/${number}/*`, priority: number },
  checks: { happyPath: { path: `/${number}/ok` } },
  ...change,
});
const services = (count: number, change: object = {}) =>
  Array.from({ length: count }, (_, index) => service(index + 1, change));

const check = (entries: readonly WorkloadEntry[], change: object = {}) => {
  const catalog = parseCatalog(Object.fromEntries(entries.map((each) => [each.name, each])));
  return () => checkQuotas(catalog, settingsOf("prod", change));
};

describe("what a whole catalog takes", () => {
  it("fits up to the last invocation that the account's functions may reserve", () => {
    expect(check([reserving("one", 600), reserving("two", 300 - OWN)])).not.to.throw();
    expect(check([reserving("one", 600), reserving("two", 301 - OWN)])).to.throw(
      InvalidInput,
      "stacks/catalog in prod:\n" +
        "  lambdaConcurrency is 1000: expected at least 1001, as functions reserve " +
        `100 that stay unreserved + ${OWN} of the platform + 600 of one + ${301 - OWN} of two`,
    );
  });

  it("fits into an account that has more, and names the largest first where one has less", () => {
    const entries = [reserving("one", 600), reserving("two", 800)];
    expect(check(entries, { lambdaConcurrency: 1500 + OWN })).not.to.throw();
    expect(check(entries, { lambdaConcurrency: 1499 + OWN })).to.throw(
      `lambdaConcurrency is ${1499 + OWN}: expected at least ${1500 + OWN}, as functions reserve ` +
        `100 that stay unreserved + ${OWN} of the platform + 800 of two + 600 of one`,
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
    expect(check([reserving("one", 900 - OWN), runs("task")])).not.to.throw();
    expect(check([reserving("one", 900 - OWN), runs("function")])).to.throw(
      "lambdaConcurrency is 1000: expected at least 1001, as functions reserve " +
        `100 that stay unreserved + ${OWN} of the platform + ${900 - OWN} of one + 1 of job`,
    );
  });

  it("asks for what the platform's own functions reserve, also of an account without others", () => {
    expect(check([service(1)], { lambdaConcurrency: 100 + OWN })).not.to.throw();
    expect(check([service(1)], { lambdaConcurrency: 99 + OWN })).to.throw(
      `lambdaConcurrency is ${99 + OWN}: expected at least ${100 + OWN}, as functions reserve ` +
        `100 that stay unreserved + ${OWN} of the platform`,
    );
  });

  it("has two target groups for each service, of the hundred of one load balancer", () => {
    const rules = { quotas: { listenerRules: 200 } };
    expect(check(services(50), rules)).not.to.throw();
    expect(check(services(51), rules)).to.throw(
      InvalidInput,
      "stacks/catalog in prod:\n" +
        "  targetGroups is 102: expected at most 100, the load balancer's quota, " +
        "for 102 of 51 of kind service. AWS does not raise it: " +
        "make services functions, or give a product accounts of its own",
    );
  });

  it("has two rules for each service, as many as the account's quota allows", () => {
    expect(check(services(40), { quotas: { listenerRules: 80 } })).not.to.throw();
    expect(check(services(40), { quotas: { listenerRules: 79 } })).to.throw(
      "stacks/catalog in prod:\n" +
        "  quotas.listenerRules is 79: expected at least 80, the load balancer's quota for rules, " +
        "for 80 of 40 of kind service. Have AWS raise it in Service Quotas, then set it",
    );
  });

  it("has one deployment configuration for what CodeDeploy shifts, of fifty", () => {
    const shifted = (count: number) => [
      ...services(count - 1, { rollout: "codedeploy" }),
      reserving("one", 1),
    ];
    expect(check(shifted(50))).not.to.throw();
    expect(check(shifted(51))).to.throw(
      "deploymentConfigs is 51: expected at most 50, CodeDeploy's quota for custom ones of an " +
        "account, for 50 of 50 of kind service + 1 of 1 of kind function. AWS does not raise it: " +
        'give services rollout "ecs-native", which needs none, or a product accounts of its own',
    );
  });

  it("has the platform's roles, and those that deliver, run and test each workload", () => {
    // In prod: deliveries, previews, the look for drift, flow logs, the trail, break-glass, its two rules and six functions of
    // the platform; task, execution, rollout, canary and deploy of each service.
    expect(check(services(2), { quotas: { roles: 24 } })).not.to.throw();
    expect(check(services(2), { quotas: { roles: 23 } })).to.throw(
      "quotas.roles is 23: expected at least 24, IAM's quota for roles, " +
        "for 14 of the platform + 10 of 2 of kind service",
    );
  });

  it("is counted in alarms, canaries and applications of AppConfig too", () => {
    const flags = { on: { description: "On.", enabled: true } };
    const quotas = { alarms: 1, canaries: 1, appConfigApplications: 1 };
    expect(check(services(2, { flags }), { quotas })).to.throw(
      /quotas\.alarms is 1: expected at least 64, [\s\S]*quotas\.canaries is 1: expected at least 2, [\s\S]*quotas\.appConfigApplications is 1: expected at least 2, /,
    );
  });

  it("is refused with every problem at once", () => {
    const entries = [...Array(51).keys()].map((index) => service(index + 1));
    expect(check([...entries, reserving("one", 1000)])).to.throw(
      InvalidInput,
      /lambdaConcurrency[\s\S]*targetGroups is 102/,
    );
  });

  it("fits for the catalog of 100 that is measured", () => {
    expect(check(catalogOf(100))).not.to.throw();
  });
});
