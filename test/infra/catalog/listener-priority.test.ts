import { expect } from "chai";
import { listenerPriority } from "../../../infra/catalog/listener-priority";
import { parseCatalog, parseWorkload } from "../../../infra/catalog/parse";
import type { WorkloadOf } from "../../../infra/catalog/workload";
import { workload as ingest } from "../../../stacks/catalog/ingest-worker";

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
