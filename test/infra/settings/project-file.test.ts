import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { InvalidInput } from "../../../infra/problems";
import { configOf, readProjectFile } from "../../../infra/settings/project-file";

// That the CLI reads alike what is read here: `test/engine/stack-files.test.ts`.
describe("a stack's file, read without the CLI", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-stack-file-"));
  const file = pathToFileURL(join(folder, "Pulumi.dev.yaml"));
  after(() => rmSync(folder, { recursive: true }));
  const read = (text: string) => {
    writeFileSync(file, text);
    const found = readProjectFile(file);
    if (found === undefined) throw new Error("there is no file");
    return configOf("nc", found);
  };

  it("gives text by project and key, and JSON of what is no text", () => {
    const text =
      'config:\n  nc:a: "012"\n  nc:b: 12\n  nc:c: {d: [x, 1.5, true]}\n  aws:e: 09:00\n';
    expect(read(text)).to.deep.equal({
      "nc:a": "012",
      "nc:b": "12",
      "nc:c": '{"d":["x",1.5,true]}',
      "aws:e": "09:00",
    });
  });

  it("takes a key without a project for the project's own", () => {
    expect(read("config:\n  a: x\n  nc:config:b: y\n")).to.deep.equal({ "nc:a": "x", "nc:b": "y" });
  });

  it("is nothing where there is no file, and has no values where it is empty", () => {
    expect(readProjectFile(new URL("Pulumi.none.yaml", file))).to.equal(undefined);
    expect(read("")).to.deep.equal({});
    expect(read("# nothing yet\n")).to.deep.equal({});
  });

  const QUOTES = "expected text, or a number as JSON writes it: put it in quotes";
  const A_VALUE = "expected a value, or no such key where the default is meant";
  const wrong: [config: string, problem: string][] = [
    ["nc:accountId: 012345678901", `nc:accountId is 012345678901: ${QUOTES}`],
    ["nc:accountId: 012345670", `nc:accountId is 012345670: ${QUOTES}`],
    ["nc:a: {b: [x, 0x1F]}", `nc:a.b[1] is 0x1F: ${QUOTES}`],
    ["nc:a: 2026-12-24", `nc:a is 2026-12-24: ${QUOTES}`],
    ["nc:a: 1_000", `nc:a is 1_000: ${QUOTES}`],
    ["nc:a: 1e3", `nc:a is 1e3: ${QUOTES}`],
    ["nc:a: 12345678901234567890", `nc:a is 12345678901234567890: ${QUOTES}`],
    ["nc:a: .inf", `nc:a is .inf: ${QUOTES}`],
    ["nc:a: {012: x}", `nc:a.012 is 012: ${QUOTES}`],
    ["nc:a: [:b]", `nc:a[0] is :b: ${QUOTES}`],
    ["nc:a: >\n    b\n    c", 'nc:a is folded by ">": expected one line, in quotes'],
    ["nc:a:", `nc:a is blank: ${A_VALUE}`],
    ["nc:a: ~", `nc:a is blank: ${A_VALUE}`],
    ["nc:a: {b: null}", `nc:a.b is blank: ${A_VALUE}`],
    ["nc:a: {b}", `nc:a.b is blank: ${A_VALUE}`],
    ["nc:a: &x {b: c}\n  nc:d: {<<: *x}", "nc:d.<< is a merge key: expected the keys that it"],
    ["<<: {nc:a: x}", "<< is a merge key: expected the keys that it stands for"],
    ["nc:a: &x b\n  nc:c: *x", "nc:c is the alias *x: expected the value itself"],
    ["nc:a: {secure: v1:c2VjcmV0}", "nc:a is a secret: expected a value that is none"],
    ["nc:a: [{b: {secure: v1:c2VjcmV0}}]", "nc:a[0].b is a secret: expected a value that is none"],
    ["nc:a: !!binary aGVsbG8=", "nc:a has the tag tag:yaml.org,2002:binary: expected none"],
    ["nc:a: {[b]: c}", "nc:a.? is no key: expected text"],
    ["nc:a: x\u0085y", "text has a control character: expected none"],
    ["nc:a: x\n  a: y", "nc:a is given in two spellings: expected one"],
  ];
  for (const [config, problem] of wrong) {
    it(`is refused with ${JSON.stringify(config)}`, () => {
      const attempt = () => read(`config:\n  ${config}\n`);
      expect(attempt).to.throw(InvalidInput, `Pulumi.dev.yaml:\n  ${problem}`);
      expect(attempt).not.to.throw("c2VjcmV0");
    });
  }

  const unusual: [text: string, problem: string][] = [
    ["config: [", "YAML is wrong: "],
    ["config:\n  nc:a: x\n  nc:a: y\n", "YAML is wrong: Map keys must be unique"],
    ["config: {}\n---\nconfig: {}\n", "YAML is wrong: Source contains multiple documents"],
    ["%YAML 1.1\n---\nconfig: {}\n", "%YAML is a directive: expected none"],
    ["{config: {}}\n", "file is no list of keys: expected `config:`"],
    ["text\n", "file is no list of keys: expected `config:`"],
  ];
  for (const [text, problem] of unusual) {
    it(`is refused where it is ${JSON.stringify(text)}`, () => {
      expect(() => read(text)).to.throw(InvalidInput, `Pulumi.dev.yaml:\n  ${problem}`);
    });
  }

  it("lists every problem at once", () => {
    expect(() => read("config:\n  nc:a: 012\n  nc:b:\n")).to.throw(
      /nc:a is 012[^\n]*\n {2}nc:b is/,
    );
  });
});
