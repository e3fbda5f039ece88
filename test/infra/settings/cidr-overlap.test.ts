import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { InvalidInput } from "../../../infra/problems";
import { checkCidr, readCidrBlocks } from "../../../infra/settings/cidr-overlap";
import { settingsOf } from "../../support/contexts";

describe("the address blocks of the environments", () => {
  const cases: [cidr: string, stg: string, overlap: boolean][] = [
    ["10.10.0.0/16", "10.20.0.0/16", false],
    ["10.10.0.0/16", "10.10.0.0/16", true],
    ["10.20.0.0/16", "10.20.128.0/20", true],
    ["10.20.240.0/20", "10.20.0.0/16", true],
    ["10.20.0.0/20", "10.20.16.0/20", false],
    ["10.20.16.0/20", "10.20.17.0/20", true],
    ["10.255.0.0/16", "11.0.0.0/16", false],
    ["10.10.0.0/16", "anything", false],
  ];
  for (const [cidr, stg, overlap] of cases) {
    it(`${cidr} ${overlap ? "overlaps" : "is apart from"} ${stg}`, () => {
      const check = () => checkCidr(settingsOf("dev", { cidr }), { dev: cidr, stg });
      if (!overlap) return expect(check).not.to.throw();
      return expect(check).to.throw(
        InvalidInput,
        `Pulumi.dev.yaml:\n  cidr is "${cidr}": expected a block that does not overlap ${stg} of ` +
          "Pulumi.stg.yaml",
      );
    });
  }

  describe("in stack files", () => {
    const folder = mkdtempSync(join(tmpdir(), "nc-cidr-"));
    const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
    const blocks = () => readCidrBlocks(pathToFileURL(`${folder}/`));
    after(() => rmSync(folder, { recursive: true }));

    it("are read where there is one, under the project's name", () => {
      write("Pulumi.yaml", "name: example\n");
      write("Pulumi.dev.yaml", "config:\n  example:cidr: 10.1.0.0/16\n  other:cidr: 10.9.0.0/16\n");
      write("Pulumi.prod.yaml", "config:\n  example:cidr: 12\n");
      expect(blocks()).to.deep.equal({ dev: "10.1.0.0/16", prod: "12" });
    });

    it("are not read where a file is no YAML, which is said", () => {
      write("Pulumi.stg.yaml", "config: [");
      expect(blocks).to.throw(InvalidInput, /^Pulumi\.stg\.yaml:\n {2}YAML is wrong: /);
    });
  });
});
