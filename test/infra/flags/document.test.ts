import { expect } from "chai";
import fc from "fast-check";
import type { Flag } from "../../../infra/catalog/flags";
import { ENVIRONMENTS } from "../../../infra/environments";
import { flagDocument } from "../../../infra/flags/document";
import { checkFlagDocument } from "../../../infra/flags/document-schema";
import { loadTestCatalog } from "../../support/catalog";

const share = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 100 }));
const flag = fc.record({
  description: fc.string({ minLength: 1, maxLength: 1024 }),
  enabled: fc.oneof(share, fc.record({ dev: share, stg: share, prod: share })),
});
const key = fc.stringMatching(/^[a-z][A-Za-z\d_-]{0,63}$/);
const flags = fc.dictionary(key, flag, { maxKeys: 20 });

/** The document of one flag, read back. */
function flagValue(enabled: Flag["enabled"], environment: (typeof ENVIRONMENTS)[number]): unknown {
  const text = flagDocument({ "new-parser": { description: "New.", enabled } }, environment);
  return JSON.parse(text).values["new-parser"];
}

describe("flagDocument", () => {
  it("[§10] says what each flag is, and what it is in this environment", () => {
    const enabled = { dev: true, stg: 50, prod: false };

    expect(
      JSON.parse(flagDocument({ "new-parser": { description: "New.", enabled } }, "prod")),
    ).to.deep.equal({
      version: "1",
      flags: { "new-parser": { name: "new-parser", description: "New." } },
      values: { "new-parser": { enabled: false } },
    });
    expect(flagValue(enabled, "dev")).to.deep.equal({ enabled: true });
  });

  it("[§10] splits what a percentage is for by entity, and is off for the rest", () => {
    for (let percent = 1; percent < 100; percent += 1) {
      expect(flagValue(percent, "prod")).to.deep.equal({
        _variants: [
          { name: "on", enabled: true, rule: `(split pct::${percent} by::$entityId)` },
          { name: "off", enabled: false },
        ],
      });
    }
  });

  for (const [enabled, want] of [
    [true, true],
    [100, true],
    [false, false],
    [0, false],
  ] as const) {
    it(`[§10] needs no variants where a flag is ${enabled}`, () => {
      expect(flagValue(enabled, "stg")).to.deep.equal({ enabled: want });
    });
  }

  it("[§10] renders every set of flags to what AppConfig takes", () => {
    fc.assert(
      fc.property(flags, fc.constantFrom(...ENVIRONMENTS), (set, environment) => {
        checkFlagDocument(flagDocument(set, environment), "flags");
      }),
    );
  });

  it("renders the same bytes, in whatever order the flags are written down", () => {
    fc.assert(
      fc.property(flags, (set) => {
        const reversed = Object.fromEntries(Object.entries(set).reverse());
        expect(flagDocument(reversed, "stg")).to.equal(flagDocument(set, "stg"));
      }),
    );
  });

  it("[§10] renders the catalog's own flags to what AppConfig takes", async () => {
    for (const workload of await loadTestCatalog()) {
      for (const environment of ENVIRONMENTS) {
        checkFlagDocument(flagDocument(workload.flags, environment), workload.name);
      }
    }
  });
});
