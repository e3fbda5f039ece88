import { expect } from "chai";
import fc from "fast-check";
import { ticketsNamed } from "../../../../delivery/decisions/change/ticket-id";

describe("the tickets that a comment names", () => {
  for (const [comment, ids] of [
    ["CHG-12", ["CHG-12"]],
    ["Approved (see #12, CHG-7 and CHG-7).", ["#12", "CHG-7"]],
    ["neurocipher/billing#3", ["neurocipher/billing#3"]],
    ["https://github.com/neurocipher/billing/issues/3", ["neurocipher/billing#3"]],
    ["[CHG-12](https://tickets.example.com/browse/CHG-12)", ["CHG-12"]],
    ["no ticket", []],
    ["chg-12 #0 #abc A-1 XCHG-012 a#12 #12x CHG-12-a", []],
    ["", []],
    // Part of a longer word or number, in whatever script, and with a sign between that nobody sees.
    ["ÜBCHG-12 éCHG-12 é#12", []],
    ["CHG-12é CHG-12٣ #12é CHG-12\u0301 CHG-12.5 #12.5", []],
    ["CHG-12\u200b3 CHG-12\u00ad3 #1\u20602", []],
    // Cyrillic letters and full-width digits look like Latin ones.
    ["СHG-12 CHG-１2 ＃12", []],
    ["CHG-12.", ["CHG-12"]],
  ] as const) {
    it(`are read: ${JSON.stringify(comment)}`, () => {
      expect(ticketsNamed(comment)).to.deep.equal([...ids]);
    });
  }

  it("are each once and at most 20, whatever the comment is", () => {
    const noise = fc.string({ unit: "binary", maxLength: 200 });
    const id = fc.nat(1_000).map((number) => ` CHG-${number + 1} `);
    fc.assert(
      fc.property(fc.array(fc.oneof(noise, id), { maxLength: 60 }), (parts) => {
        const found = ticketsNamed(parts.join(""));
        expect(new Set(found).size).to.equal(found.length);
        expect(found.length).to.be.at.most(20);
      }),
    );
    expect(
      ticketsNamed(Array.from({ length: 30 }, (_, index) => `#${index + 1}`).join(" ")),
    ).to.have.length(20);
  });

  it("are read of a comment that no person writes", () => {
    expect(ticketsNamed(`${"a-".repeat(100_000)}#1`)).to.deep.equal([]);
  });
});
