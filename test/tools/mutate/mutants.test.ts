import { expect } from "chai";
import { mutantsOf, mutatedText } from "../../../tools/mutate/mutants";

/** Every mutant of a text, each as the text that it makes. */
const of = (text: string) => mutantsOf("a.ts", text).map((each) => mutatedText(text, each));

describe("mutants", () => {
  for (const [text, mutants] of [
    ["a === b;", ["a !== b;"]],
    ["a <= b;", ["a < b;"]],
    ["const a = b && !c;", ["const a = b || !c;", "const a = b && c;"]],
    ["const a = true;", ["const a = false;"]],
    ["const a = 1_000;", ["const a = 1001;"]],
    ['const a = "b";', ['const a = "";']],
    ["const a = /^b$/;", ["const a = /b$/;", "const a = /^b/;"]],
    ["const a = [b, c];", ["const a = [c];", "const a = [b];"]],
    ["const a = b ? c : d;", ["const a = c;", "const a = d;"]],
    ["const a = { dependsOn: b };", ["const a = { dependsOn: [] };"]],
    ["const a = { dependsOn };", ["const a = { dependsOn: [] };"]],
    ["const a = b.some(c);", ["const a = b.every(c);"]],
    ["if (a) b();", ["if (false) b();", "if (a) ;"]],
  ] as const) {
    it(`of ${text}`, () => {
      expect(of(text)).to.deep.equal(mutants);
    });
  }

  it("has none where nothing runs, or where no plan shows it", () => {
    const text = `
      import { a } from "b";
      type C = "d" | 1;
      interface E { f: true }
      const sentence = "Whoever reads this, knows.";
      class G extends H { constructor() { super("i", {}); this.registerOutputs({ j: "k" }); } }
    `;
    expect(of(text)).to.deep.equal([]);
  });
});
