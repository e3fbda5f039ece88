import { expect } from "chai";
import fc from "fast-check";
import { InvalidInput } from "../../../infra/problems";
import { ENTRIES, read, refuses } from "./entries";

const KEY = "lower-case words joined by single dashes, a letter first, of 128 characters at most";

describe("a key of a workload's config and secrets", () => {
  refuses([
    ["svc", { config: { LogLevel: "x" } }, `config.LogLevel is "x": expected ${KEY}`],
    ["fn", { config: { "7zip": "x" } }, `config.7zip is "x": expected ${KEY}`],
    ["fn", { secrets: { "7zip": {} } }, `secrets.7zip is {}: expected ${KEY}`],
    ["fn", { config: { "a--b": "x" } }, KEY],
    ["fn", { config: { a_b: "x" } }, KEY],
    ["fn", { config: { ["a".repeat(129)]: "x" } }, KEY],
    [
      "svc",
      { config: { port: "1" } },
      'config.port is "1": expected another key, as a container is given PORT',
    ],
    [
      "wrk",
      { secrets: { "nc-service": {} } },
      "expected another key, as a container is given NC_SERVICE",
    ],
    [
      "wrk",
      { config: { "aws-region": "x" } },
      "expected another key, as a container is given AWS_REGION",
    ],
    [
      "svc",
      { config: { token: "x" }, secrets: { token: {} } },
      "secrets.token is {}: expected a key that config does not have",
    ],
    [
      "job",
      { runs: { as: "task" }, config: { path: "x" } },
      'config.path is "x": expected another key, as a container is given PATH',
    ],
  ]);

  it("may be any of a function's, whose variables have names of their own", () => {
    const change = { config: { port: "1", token: "x" }, secrets: { token: {}, path: {} } };
    for (const name of ["fn", "job"] as const) expect(() => read(name, change)).not.to.throw();
  });

  it("makes a variable that POSIX and Lambda take, or is refused", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9_-]{1,8}$/), (key) => {
        try {
          read("svc", { config: { [key]: "x" } });
        } catch (error) {
          expect(error).to.be.instanceOf(InvalidInput);
          return;
        }
        expect(key.toUpperCase().replaceAll("-", "_")).to.match(/^[A-Z][A-Z0-9_]*$/);
      }),
    );
  });
});

describe("a value of a workload's config", () => {
  const long = "x".repeat(4097);
  refuses([
    [
      "svc",
      { config: { greeting: "{{ name }}" } },
      'config.greeting is "{{ name }}": expected no "{{", which names another parameter',
    ],
    [
      "tf",
      { config: { a: { dev: "x", stg: "{{ssm:x}}", prod: "x" } } },
      'config.a.stg is "{{ssm:x}}": expected no "{{"',
    ],
    ["fn", { config: { a: "" } }, 'config.a is "": expected at least 1 characters'],
    ["fn", { config: { a: long } }, "expected at most 4096 bytes, not 4097"],
    ["fn", { config: { a: "é".repeat(2049) } }, "expected at most 4096 bytes, not 4098"],
    ["svc", { config: { a: "a\0b" } }, "expected no NUL"],
  ]);

  it("may have single braces, and 4096 bytes", () => {
    const config = { a: "{ name }", b: "x".repeat(4096) };
    expect(read("svc", { config })?.config).to.deep.equal(config);
  });

  it("of all entries is said at once", () => {
    const config = { a: "{{b}}", c: "{{d}}" };
    expect(() => read("fn", { ...ENTRIES.fn, config, owner: "A" })).to.throw(
      InvalidInput,
      /owner is "A"[\s\S]*config\.a[\s\S]*config\.c/,
    );
  });
});
