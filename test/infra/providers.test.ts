import { expect } from "chai";
import type { Environment } from "../../infra/environments";
import { providersOf } from "../../infra/providers";
import { settingsOf } from "../support/contexts";
import { record } from "../support/record";

/** Those of an environment, by name, with what holds them to their place. */
const provided = async (changes: object = {}, environment: Environment = "prod") => {
  const made = await record(() => providersOf(settingsOf(environment, changes)));
  const held = made.map(({ name, inputs: { allowedAccountIds, owner, region } }) => [
    name,
    { allowedAccountIds, owner, region },
  ]);
  return JSON.parse(JSON.stringify(Object.fromEntries(held)));
};

const allowedAccountIds = JSON.stringify(["333333333333"]);
const ALWAYS = {
  aws: { allowedAccountIds, region: "ca-central-1" },
  github: { owner: "neurocipher" },
};

describe("the providers of a stack", () => {
  it("[§3] are AWS for one account in the primary region, and GitHub for the organization", async () => {
    expect(await provided()).to.deep.equal(ALWAYS);
  });

  it("[§9] are AWS alone in dev and stg, which hold no credential of GitHub", async () => {
    for (const environment of ["dev", "stg"] as const) {
      expect(Object.keys(await provided({}, environment))).to.deep.equal(["aws"]);
    }
  });

  it("[§9] hold no token of the run that makes them", async () => {
    const saved = process.env.GITHUB_TOKEN;
    process.env.GITHUB_TOKEN = "ghs_ofThisRun";
    try {
      const made = await record(() => providersOf(settingsOf("prod")));
      expect(JSON.stringify(made)).not.to.include("ghs_ofThisRun");
    } finally {
      if (saved === undefined) delete process.env.GITHUB_TOKEN;
      else process.env.GITHUB_TOKEN = saved;
    }
  });

  it("[§3] are AWS for the DR region too, where it is on", async () => {
    expect(await provided({ dr: true })).to.deep.equal({
      ...ALWAYS,
      "aws-dr": { allowedAccountIds, region: "us-east-1" },
    });
  });
});
