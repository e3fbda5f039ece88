import { expect } from "chai";
import { withFormerLinks } from "../../../../infra/catalog/links/former-links";
import type { Shapes } from "../../../../infra/catalog/shape";
import { type Catalog, shapeOf } from "../../../../infra/catalog/workload";
import { catalogWith } from "./entries";

const SEND = { to: "wrk", verb: "send" } as const;
const LINKED = {
  fn: { links: [SEND] },
  wrk: { allows: [{ from: "fn", verb: "send" }] },
} as const;

/** What an environment serves of `catalog`, where `before` was the catalog of what still runs. */
function servedAfter(before: Catalog, catalog: Catalog): ReadonlyMap<string, Shapes> {
  return new Map(
    catalog.map((each): [string, Shapes] => {
      const former = before.find(({ name }) => name === each.name);
      return [each.name, former ? [shapeOf(each), shapeOf(former)] : [shapeOf(each)]];
    }),
  );
}

/** Links and who may use them, of the workloads that have any. */
function endsOf(catalog: Catalog) {
  return catalog.flatMap(({ name, links, allows }) =>
    links.length + allows.length > 0 ? [{ name, links, allows }] : [],
  );
}

/** Both ends of the link that only the former catalog had: that of the target lets any app in. */
const KEPT = [
  { name: "fn", links: [{ ...SEND, resource: undefined }], allows: [] },
  {
    name: "wrk",
    links: [],
    allows: [{ from: "fn", verb: "send", resource: undefined, crossApp: true }],
  },
];

describe("the links of earlier revisions", () => {
  it("stay at both ends, though the catalog has them no more", () => {
    const catalog = catalogWith({});
    const served = withFormerLinks(catalog, servedAfter(catalogWith(LINKED), catalog));
    expect(endsOf(served)).to.deep.equal(KEPT);
  });

  it("are there once, where the catalog has them too", () => {
    const catalog = catalogWith(LINKED);
    expect(withFormerLinks(catalog, servedAfter(catalog, catalog))).to.deep.equal(catalog);
  });

  it("are there once, where several earlier revisions have them", () => {
    const catalog = catalogWith({});
    const linked = catalogWith(LINKED);
    const twice = new Map(
      [...servedAfter(linked, catalog)].map(([name, [wanted, ...former]]): [string, Shapes] => [
        name,
        [wanted, ...former, ...former.map((each) => ({ ...each, port: 1 }))],
      ]),
    );
    expect(endsOf(withFormerLinks(catalog, twice))).to.deep.equal(KEPT);
  });

  it("stay where the target gives up its queue or its API in the same change", () => {
    const http = {
      http: { path: "/v1/{proxy+}" },
      checks: { happyPath: { path: "/v1/status" } },
    };
    const cases = [
      { verb: "send", offers: { consumes: {} } },
      { verb: "call", offers: http },
    ] as const;
    for (const { verb, offers } of cases) {
      const linked = catalogWith({
        svc: { links: [{ to: "fn", verb }] },
        fn: { ...offers, allows: [{ from: "svc", verb }] },
      });
      const catalog = catalogWith({});
      const ends = endsOf(withFormerLinks(catalog, servedAfter(linked, catalog)));
      expect(
        ends.map(({ name, links, allows }) => [name, links.length, allows.length]),
      ).to.have.deep.members([
        ["svc", 1, 0],
        ["fn", 0, 1],
      ]);
      // Once nothing runs that has the queue or the API, the link has no target.
      const contracted = new Map(servedAfter(linked, catalog));
      const fn = catalog.find(({ name }) => name === "fn");
      if (fn) contracted.set("fn", [shapeOf(fn)]);
      expect(endsOf(withFormerLinks(catalog, contracted))).to.deep.equal([]);
    }
  });

  it("are gone with their target", () => {
    const catalog = catalogWith({}).filter(({ name }) => name !== "wrk");
    const served = withFormerLinks(catalog, servedAfter(catalogWith(LINKED), catalog));
    expect(endsOf(served)).to.deep.equal([]);
  });

  it("are gone where the environment knows of no earlier revision", () => {
    const catalog = catalogWith({});
    expect(withFormerLinks(catalog, new Map())).to.deep.equal(catalog);
  });
});
