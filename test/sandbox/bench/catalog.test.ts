import { expect } from "chai";
import fc from "fast-check";
import { parseCatalog } from "../../../infra/catalog/parse";
import type { Workload } from "../../../infra/catalog/workload";
import { catalogOf, WHOLE_MIX } from "../../../sandbox/bench/catalog";

const read = (count: number) =>
  parseCatalog(Object.fromEntries(catalogOf(count).map((entry) => [entry.name, entry])));

const counted = (catalog: readonly Workload[]) => {
  const counts = new Map<string, number>();
  for (const { kind } of catalog) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries(counts);
};

describe("the benchmark's catalog", () => {
  it("is one that the project takes, of any size, and no two workloads share anything", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (count) => {
        const catalog = read(count);
        const repositories = catalog.map(({ repository }) => repository);
        const ids = catalog.map(({ repositoryId }) => repositoryId);
        const paths = catalog.flatMap((each) => (each.kind === "service" ? [each.route.path] : []));
        expect(catalog).to.have.length(count);
        for (const all of [repositories, ids, paths]) {
          expect(new Set<unknown>(all)).to.have.property("size", all.length);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("has every kind, and as much of each in a long catalog as in a short one", () => {
    const mix = { service: 2, function: 3, worker: 2, job: 2, terraform: 1 };
    expect(counted(read(WHOLE_MIX))).to.deep.equal(mix);
    const tenfold = Object.entries(mix).map(([kind, count]) => [kind, count * 10]);
    expect(counted(read(10 * WHOLE_MIX))).to.deep.equal(Object.fromEntries(tenfold));
  });

  it("has each way in which a kind can run", () => {
    const catalog = read(WHOLE_MIX);
    const ways = catalog.flatMap((each) => {
      if (each.kind === "service") return [each.rollout];
      if (each.kind === "job") return [`job as ${each.runs.as}`];
      if (each.kind === "function") return [each.consumes ? "fed" : each.http && "called"];
      return [];
    });
    expect([...new Set(ways)].sort()).to.deep.equal(
      ["called", "codedeploy", "ecs-native", "fed", "job as function", "job as task"].sort(),
    );
  });

  it("of 100 begins as the one of 10 is", () => {
    expect(catalogOf(100).slice(0, 10)).to.deep.equal(catalogOf(10));
  });
});
