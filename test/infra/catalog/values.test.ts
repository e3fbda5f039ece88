import { expect } from "chai";
import fc from "fast-check";
import { cpu, duration, durationWithin, showDuration, size } from "../../../infra/catalog/values";
import { InvalidInput, parse } from "../../../infra/problems";

describe("units", () => {
  const durations: [text: string, seconds: number][] = [
    ["300 ms", 0.3],
    ["1 second", 1],
    ["5 minutes", 300],
    ["1.5 hours", 5400],
    ["14 days", 1_209_600],
  ];
  for (const [text, seconds] of durations) {
    it(`read "${text}" as ${seconds} seconds`, () => {
      expect(parse(duration(), text, "x")).to.equal(seconds);
    });
  }

  it("read memory as MiB and CPU as Fargate's units", () => {
    expect(parse(size(), "0.5 GB", "x")).to.equal(512);
    expect(parse(size(), "256 MB", "x")).to.equal(256);
    expect(parse(cpu(), "0.25 vCPU", "x")).to.equal(256);
  });

  for (const text of ["", "5", "5minutes", "five minutes", "-1 second", "0 seconds", "1e3 ms"]) {
    it(`refuse the duration ${JSON.stringify(text)}`, () => {
      expect(() => parse(duration(), text, "x")).to.throw(
        `value is ${JSON.stringify(text)}: expected a duration such as "5 minutes"`,
      );
    });
  }

  it("refuse a duration outside its range or between its steps", () => {
    const minutes = durationWithin("1 minute", "1 hour", "1 minute");
    const want = 'expected from "1 minute" to "1 hour" in steps of 1 minute';
    for (const text of ["30 seconds", "61 minutes", "90 seconds"]) {
      expect(() => parse(minutes, text, "x")).to.throw(`value is "${text}": ${want}`);
    }
    expect(parse(durationWithin("1 ms", "1 second", "1 ms"), "0.7 seconds", "x")).to.equal(0.7);
  });

  it("refuse what stands before or behind a size, a duration or CPU", () => {
    expect(() => parse(size(), "1 GBs", "x")).to.throw("expected a size such as");
    expect(() => parse(size(), "x1 GB", "x")).to.throw("expected a size such as");
    expect(() => parse(cpu(), "1 vCPUs", "x")).to.throw("expected CPU such as");
    expect(() => parse(duration(), "1 minutes later", "x")).to.throw("expected a duration such as");
  });

  it("refuse part of a MiB and part of a CPU unit", () => {
    expect(() => parse(size(), "0.3 MB", "x")).to.throw("expected a size such as");
    expect(() => parse(cpu(), "0.3 vCPU", "x")).to.throw("expected CPU such as");
  });

  it("show a duration that reads back as the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 7 }), (ms) => {
        const seconds = ms / 1000;
        expect(parse(duration(), showDuration(seconds), "x")).to.equal(seconds);
      }),
    );
  });

  it("parse any text, or say what is wanted", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const schema of [duration(), size(), cpu()]) {
          try {
            expect(parse(schema, value, "x")).to.be.above(0);
          } catch (error) {
            expect(error).to.be.instanceOf(InvalidInput);
          }
        }
      }),
    );
  });
});
