import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { program } from "../../../stacks/program";
import { CONFIG } from "../../support/contexts";
import { record } from "../../support/record";

/** A stack's config as the engine hands it over. */
const configOf = (changes: object) =>
  Object.fromEntries(
    Object.entries({ ...CONFIG.dev, ...changes }).map(([key, value]) => [
      `nc-platform:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );

describe("the program, under any engine", () => {
  it("registers nothing where its address block is another environment's", async () => {
    let failure: unknown;
    const made = await record(async () => {
      pulumi.runtime.setAllConfig(configOf({ cidr: "10.20.0.0/20" }));
      failure = await program().catch((error: unknown) => error);
    });
    expect(made).to.deep.equal([]);
    expect(failure).to.be.instanceOf(pulumi.RunError);
    expect(String((failure as Error).message)).to.equal(
      'Pulumi.dev.yaml:\n  cidr is "10.20.0.0/20": expected a block that does not overlap ' +
        "10.20.0.0/16 of Pulumi.stg.yaml",
    );
  });

  it("registers nothing where a setting is wrong, and lists every problem without a stack", async () => {
    let failure: unknown;
    const made = await record(async () => {
      pulumi.runtime.setAllConfig(configOf({ accountId: "12", cidr: "10.0.0.0/8" }));
      failure = await program().catch((error: unknown) => error);
    });
    expect(made).to.deep.equal([]);
    expect(failure).to.be.instanceOf(pulumi.RunError);
    expect(String((failure as Error).message).split("\n")).to.deep.equal([
      "Pulumi.dev.yaml:",
      '  accountId is "12": expected 12 digits',
      '  cidr is "10.0.0.0/8": expected an IPv4 block from /16 to /20',
      '  certificateArn is "arn:aws:acm:ca-central-1:111111111111:certificate/1234": ' +
        "expected a certificate in ca-central-1 of 12",
    ]);
  });

  for (const [cidr, warnings] of [
    [
      "8.8.0.0/16",
      ['cidr is "8.8.0.0/16": expected a private block, as its owner on the internet'],
    ],
    ["10.10.0.0/16", []],
  ] as const) {
    it(`warns ${warnings.length > 0 ? "" : "of nothing "}where its address block is ${cidr}`, async () => {
      const said: string[] = [];
      const { warn } = console;
      console.warn = (text: string) => said.push(text);
      try {
        await record(() => {
          pulumi.runtime.setAllConfig(configOf({ cidr }));
          return program({ catalog: new URL("../../fixtures/small-catalog/", import.meta.url) });
        });
      } finally {
        console.warn = warn;
      }
      expect(said).to.have.length(warnings.length);
      for (const [index, each] of warnings.entries()) expect(said[index]).to.include(each);
    });
  }
});
