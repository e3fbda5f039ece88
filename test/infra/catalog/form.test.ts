import { expect } from "chai";
import { checkForms } from "../../../infra/catalog/form";
import { parseWorkload } from "../../../infra/catalog/parse";
import { type Catalog, shapeOf } from "../../../infra/catalog/workload";
import { InvalidInput } from "../../../infra/problems";
import { workload as function_ } from "../../fixtures/catalog/api-adapter";
import { workload as task } from "../../fixtures/catalog/audit-digest";
import { workload as worker } from "../../fixtures/catalog/audit-queue";
import { workload as terraform } from "../../fixtures/catalog/core";
import { workload as service } from "../../fixtures/catalog/ingest-worker";

const HOW =
  "a workload of another kind has another name, and this one is retired; where nothing of it is to be " +
  "kept, apply once without its entry";

/** Every form that a workload can have, with the field and the value that say so. */
const FORMS: Record<string, [entry: object, kind: string, field: string, value: string]> = {
  service: [service, "service", "rollout", "codedeploy"],
  "service that ECS moves": [
    { ...service, rollout: "ecs-native" },
    "service",
    "rollout",
    "ecs-native",
  ],
  function: [function_, "function", "kind", "function"],
  worker: [worker, "worker", "kind", "worker"],
  "job as a task": [task, "job", "runs.as", "task"],
  "job as a function": [
    { ...task, runs: { as: "function" }, slo: { finishesWithin: "5 minutes" } },
    "job",
    "runs.as",
    "function",
  ],
  terraform: [terraform, "terraform", "kind", "terraform"],
};

const catalogOf = (entry: object): Catalog => [parseWorkload({ ...entry, name: "thing" }, "thing")];
const formerOf = (entry: object) => ({ thing: catalogOf(entry).map((each) => shapeOf(each)) });

/** What is said of `entry`, where `before` is in dev under its name. */
function problems(before: object, entry: object): readonly string[] {
  try {
    checkForms(catalogOf(entry), formerOf(before), "dev");
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}

describe("a workload that is there", () => {
  for (const [from, [before, beforeKind, , beforeValue]] of Object.entries(FORMS)) {
    for (const [to, [entry, kind, field, value]] of Object.entries(FORMS)) {
      if (from === to) continue;
      const [at, got, was] =
        kind === beforeKind ? [field, value, beforeValue] : ["kind", kind, beforeKind];
      it(`is not made from a ${from} to a ${to} under its name`, () => {
        expect(problems(before, entry)).to.deep.equal([
          `thing: ${at} is "${got}": expected "${was}", as it is in dev: ${HOW}`,
        ]);
      });
    }
    it(`stays a ${from}, whatever else changes`, () => {
      expect(problems(before, { ...before, costCenter: "CC-9999" })).to.deep.equal([]);
    });
  }

  it("is not asked about where it is new", () => {
    expect(() => checkForms(catalogOf(service), {}, "dev")).to.not.throw();
  });
});
