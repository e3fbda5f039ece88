import { expect } from "chai";
import { parseCatalog } from "../../../infra/catalog/parse";
import type { WorkloadEntry } from "../../../infra/catalog/workload";
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

/** An entry of each kind, by name. */
export const ENTRIES = {
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

/** One entry with changes, as the catalog reads it. */
export const read = (name: keyof typeof ENTRIES, change: object = {}) =>
  parseCatalog({ [name]: { ...ENTRIES[name], ...change } })[0];

/** Tests that an entry with a change is refused with a message that contains the text. */
export function refuses(
  cases: readonly (readonly [name: keyof typeof ENTRIES, change: object, message: string])[],
): void {
  for (const [name, change, message] of cases) {
    it(`refuses ${JSON.stringify(change)} of a ${ENTRIES[name].kind}`, () => {
      expect(() => read(name, change)).to.throw(InvalidInput, message);
    });
  }
}
