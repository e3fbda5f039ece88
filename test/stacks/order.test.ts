import { expect } from "chai";
import { environment } from "../../stacks/environment";
import { settingsOf } from "../support/contexts";
import { createdBefore, recordGraph } from "../support/plan-graph";
import { orderedCatalog } from "./order/catalog";
import { ROLES } from "./order/roles";
import { Plan } from "./order/rule";
import { RUNTIME } from "./order/runtime";
import { STORES } from "./order/stores";

/**
 * Every pair that AWS forces into an order, in the environment and with the workloads that have the
 * most resources. Left out: what follows from an output without which the later resource has no
 * value (an id that AWS chooses), and the roles and log groups of tasks, as no task runs before the
 * first release (docs/decisions/0008).
 */
describe("the order in which an environment is created", () => {
  let plan: Plan;
  before(async () => {
    const settings = settingsOf("prod", { dr: true });
    const catalog = await orderedCatalog();
    plan = new Plan(await recordGraph(() => environment(settings, catalog)));
  });

  for (const { type, after, first, pairs, source } of [...STORES, ...ROLES, ...RUNTIME]) {
    it(`has ${type.split(":").at(-1)} after ${after}`, () => {
      const missing: string[] = [];
      let found = 0;
      for (const later of plan.of(type)) {
        const before = createdBefore(later, plan.resources);
        for (const earlier of first(later, plan)) {
          found += 1;
          if (!before.has(earlier.urn)) missing.push(`${later.name} after ${earlier.urn}`);
        }
      }
      expect(missing, source).to.deep.equal([]);
      expect(found, `pairs: ${source}`).to.equal(pairs);
    });
  }
});
