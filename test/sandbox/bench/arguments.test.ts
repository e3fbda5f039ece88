import { expect } from "chai";
import { InvalidInput } from "../../../infra/problems";
import { readArguments } from "../../../sandbox/bench/arguments";

describe("the benchmark's command line", () => {
  it("asks for prod with 10 and 100 workloads, where it says nothing else", () => {
    expect(readArguments(["catalog"])).to.deep.equal({ environment: "prod", sizes: [10, 100] });
  });

  it("takes another environment and other sizes", () => {
    expect(readArguments(["catalog", "stg", "--sizes", "20,40,80"])).to.deep.equal({
      environment: "stg",
      sizes: [20, 40, 80],
    });
  });

  it("asks for nothing but help", () => {
    expect(readArguments(["--help"])).to.equal(undefined);
  });

  const sizes = "expected two or more whole numbers from 10 to 1000, such as 10,100";
  const wrong: [words: string[], problems: string[]][] = [
    [[], ['benchmark is missing: expected "catalog"']],
    [["catalogue"], ['benchmark is "catalogue": expected "catalog"']],
    [["catalog", "qa"], ['environment is "qa": expected one of dev, stg, prod']],
    [["catalog", "dev", "stg"], ['environment is "stg": expected no more than one']],
    [["catalog", "--sizes", "10"], [`sizes is "10": ${sizes}`]],
    [["catalog", "--sizes", "10,x"], [`sizes is "10,x": ${sizes}`]],
    [["catalog", "--sizes", "9,100"], [`sizes is "9,100": ${sizes}`]],
    [["catalog", "--sizes", "10,1001"], [`sizes is "10,1001": ${sizes}`]],
    [["catalog", "--sizes", "10,10.5"], [`sizes is "10,10.5": ${sizes}`]],
    [["--fast"], ['option is "--fast": expected one of --sizes <n,n>, --help']],
    [
      ["x", "qa", "--sizes", ""],
      [
        'benchmark is "x": expected "catalog"',
        'environment is "qa": expected one of dev, stg, prod',
        `sizes is "": ${sizes}`,
      ],
    ],
  ];
  for (const [words, problems] of wrong) {
    it(`refuses "${words.join(" ")}" with every mistake in one message`, () => {
      expect(() => readArguments(words))
        .to.throw(InvalidInput)
        .with.property("problems")
        .that.deep.equals(problems);
    });
  }
});
