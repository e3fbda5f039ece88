import { expect } from "chai";
import { parseWorkload } from "../../../infra/catalog/parse";
import {
  admittedShapes,
  checksOf,
  formerKeys,
  longest,
  type Shape,
  shapeId,
  valuesOf,
} from "../../../infra/catalog/shape";
import { shapeOf } from "../../../infra/catalog/workload";
import { workload as ingest } from "../../fixtures/catalog/ingest-worker";

const shapeWith = (port: number, changes: Partial<Shape> = {}): Shape => ({
  form: { kind: "service", rollout: "codedeploy" },
  config: ["log-level"],
  secrets: [],
  flags: false,
  links: [],
  port,
  ...changes,
});
const [first, second, third] = [shapeWith(8080), shapeWith(9090), shapeWith(7070)];
const id = shapeId;

describe("the shapes that an environment serves", () => {
  const admit = (wanted: Shape, admitted: readonly Shape[], inUse: readonly string[]) =>
    admittedShapes(wanted, { admitted, inUse }).map(({ port }) => port);

  const cases: Record<string, [ReturnType<typeof admit>, number[]]> = {
    "is the wanted one, the first time": [admit(first, [], []), [8080]],
    "is the wanted one, as long as it is the only one": [
      admit(first, [first], [id(first)]),
      [8080],
    ],
    "expands with a change": [admit(second, [first], [id(first)]), [9090, 8080]],
    "stays so in the next update": [admit(second, [second, first], [id(first)]), [9090, 8080]],
    "stays so while a release goes on": [
      admit(second, [second, first], [id(first), id(second)]),
      [9090, 8080],
    ],
    "contracts once the wanted one alone runs": [
      admit(second, [second, first], [id(second)]),
      [9090],
    ],
    "keeps what was released since, when it changes again": [
      admit(third, [second, first], [id(second)]),
      [7070, 9090, 8080],
    ],
    "keeps what was never released, as a release may go on that the state does not know": [
      admit(second, [first], []),
      [9090, 8080],
    ],
    "keeps a change that is taken back before its release, for one update": [
      admit(first, [second, first], [id(first)]),
      [8080, 9090],
    ],
    "contracts in the update after that": [admit(first, [first, second], [id(first)]), [8080]],
  };
  for (const [what, [got, want]] of Object.entries(cases)) {
    it(what, () => {
      expect(got).to.deep.equal(want);
    });
  }
});

describe("what shapes have together", () => {
  const shapes = [second, first, shapeWith(8080, { config: ["log-level", "old"] })] as const;

  it("is each value once, the wanted one's first", () => {
    expect(valuesOf(shapes, ({ port }) => port)).to.deep.equal([9090, 8080]);
  });
  it("is the longest time of any", () => {
    const timed = [shapeWith(1, { timeout: 5 }), shapeWith(1, { timeout: 10 })] as const;
    expect(longest(timed, ({ timeout }) => timeout)).to.equal(10);
    expect(longest(shapes, ({ timeout }) => timeout)).to.equal(0);
  });
  it("is the checks of each, once", () => {
    const asking = (health: string) =>
      shapeWith(1, {
        checks: { health, readiness: "/r", happyPath: { method: "GET", path: "/", status: 200 } },
      });
    const checked = [asking("/b"), first, asking("/a"), asking("/b")] as const;
    expect(checksOf(checked).map(({ health }) => health)).to.deep.equal(["/b", "/a"]);
    expect(checksOf(shapes)).to.deep.equal([]);
  });
  it("is the keys that the wanted one does not read", () => {
    expect(formerKeys(shapes, "config")).to.deep.equal(["old"]);
    expect(formerKeys(shapes, "secrets")).to.deep.equal([]);
  });
});

describe("the shape of a workload", () => {
  const of = (changes: object = {}) =>
    shapeOf(parseWorkload({ ...ingest, ...changes }, "ingest-worker"));

  it("is what its revision reads, and where it answers", () => {
    const { checks, ...rest } = of();
    expect(rest).to.deep.equal({
      form: { kind: "service", rollout: "codedeploy" },
      config: ["log-level"],
      secrets: ["database-url"],
      flags: true,
      links: ingest.links ?? [],
      port: 8080,
      healthCheckGracePeriod: 60,
      path: "/ingest/*",
    });
    expect(checks?.health).to.equal("/ingest/healthz");
  });
  it("has an id that only a change of it changes", () => {
    expect(id(of())).to.match(/^[0-9a-f]{12}$/);
    expect(id(of({ size: { cpu: "1 vCPU", memory: "2 GB" } }))).to.equal(id(of()));
    expect(id(of({ config: { "log-level": "other" } }))).to.equal(id(of()));
    expect(id(of({ port: 9090 }))).to.not.equal(id(of()));
  });
});
