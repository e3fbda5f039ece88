import { expect } from "chai";
import { readArguments } from "../../sandbox/arguments";

describe("readArguments", () => {
  it("previews every environment unless some are named", () => {
    expect(readArguments(["preview"])).to.deep.equal({
      command: "preview",
      environments: ["dev", "stg", "prod"],
      json: false,
      verbose: false,
      saveAtEnd: false,
    });
  });

  it("takes environments in the order in which a release passes them", () => {
    const given = readArguments(["preview", "prod", "dev", "--json", "--folder", "x"]);
    expect(given).to.deep.equal({
      command: "preview",
      environments: ["dev", "prod"],
      json: true,
      verbose: false,
      saveAtEnd: false,
      folder: "x",
    });
  });

  it("takes the file of a plan", () => {
    expect(readArguments(["up", "prod", "--plan", "plan.json"])).to.deep.equal({
      command: "up",
      environments: ["prod"],
      json: false,
      verbose: false,
      saveAtEnd: false,
      plan: "plan.json",
    });
  });

  it("saves the state once where that is asked for", () => {
    expect(readArguments(["up", "dev", "--save-at-end"])).to.deep.equal({
      command: "up",
      environments: ["dev"],
      json: false,
      verbose: false,
      saveAtEnd: true,
    });
  });

  it("takes the file of the policy pack's configuration", () => {
    expect(readArguments(["preview", "dev", "--policy-config", "policy.json"])).to.deep.equal({
      command: "preview",
      environments: ["dev"],
      json: false,
      verbose: false,
      saveAtEnd: false,
      policyConfig: "policy.json",
    });
  });

  it("reads nothing else where help is asked for", () => {
    expect(readArguments(["--help"])).to.equal(undefined);
  });

  const wrong: [words: string, ...problems: string[]][] = [
    ["", "command is missing: expected one of preview, up, refresh, destroy"],
    [
      "deploy qa",
      'command is "deploy": expected one of preview, up, refresh, destroy',
      'environment is "qa": expected one of dev, stg, prod',
    ],
    ["up", "environment is missing: expected one, to up"],
    ["destroy dev stg", 'environment is "dev stg": expected one, to destroy'],
    [
      "preview --force",
      'option is "--force": expected one of --json, --verbose, --save-at-end, --folder <path>, --plan <path>, --policy-config <path>, --help',
    ],
    ["preview --plan x", "environment is missing: expected one, with --plan"],
    ["preview dev stg --plan x", 'environment is "dev stg": expected one, with --plan'],
    ["refresh dev --plan x", 'command is "refresh": expected preview or up, with --plan'],
  ];
  for (const [words, ...problems] of wrong) {
    it(`refuses "${words}" with every problem`, () => {
      const read = () => readArguments(words.split(" ").filter(Boolean));
      expect(read).to.throw().with.property("problems").that.deep.equals(problems);
    });
  }
});
