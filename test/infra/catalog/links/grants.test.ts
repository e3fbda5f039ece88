import { expect } from "chai";
import { checkGrants, grantNotices } from "../../../../infra/catalog/links/grants";
import { InvalidInput } from "../../../../infra/problems";
import { settingsOf } from "../../../support/contexts";
import { catalogWith, problemsWith } from "./entries";

const NOW = new Date("2027-01-01T12:00:00Z");
const GRANT = {
  actions: ["s3:GetObject"],
  resources: ["arn:aws:s3:::old-archive/index.json"],
  reason: "T-9: until the archive has moved",
  expires: "2027-02-01",
};

/** What is wrong with a grant of a service, in dev. */
function problemsOf(change: object): readonly string[] {
  const catalog = catalogWith({ svc: { grants: [{ ...GRANT, ...change }] } });
  try {
    checkGrants(catalog, settingsOf("dev"), NOW);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

describe("a grant", () => {
  it("is taken with actions, resources, a reason and a day on which it ends", () => {
    expect(problemsOf({})).to.deep.equal([]);
    expect(problemsOf({ expires: "2027-01-02" })).to.deep.equal([]);
    expect(problemsOf({ expires: "2028-01-02" })).to.deep.equal([]);
  });

  for (const [change, problem] of [
    [
      { expires: "2027-01-01" },
      'expires is "2027-01-01": expected a day after 2027-01-01, or no grant any more',
    ],
    [
      { expires: "2028-01-03" },
      'expires is "2028-01-03": expected 2028-01-02 at the latest, when it is looked at again',
    ],
    [
      { actions: ["iam:PassRole"] },
      'actions is "iam:PassRole": expected an action that the permissions boundary allows',
    ],
    [
      { actions: ["rds:StopDBInstance"] },
      'actions is "rds:StopDBInstance": expected an action that the permissions boundary allows',
    ],
    [
      { resources: ["arn:aws:sqs:ca-central-1:222222222222:other"] },
      'resources is "arn:aws:sqs:ca-central-1:222222222222:other": expected a resource of the account 111111111111, or resources for each environment',
    ],
    [
      { resources: ["arn:aws:sqs:us-east-1:111111111111:other"] },
      'resources is "arn:aws:sqs:us-east-1:111111111111:other": expected one of ca-central-1',
    ],
    [
      { resources: ["arn:aws:sqs:ca-central-1:111111111111:nc-wrk-dev-queue"] },
      'resources is "arn:aws:sqs:ca-central-1:111111111111:nc-wrk-dev-queue": expected a link instead, as it is wrk\'s',
    ],
  ] as const) {
    it(`is refused with ${JSON.stringify(change)}`, () => {
      expect(problemsOf(change)).to.deep.equal([`svc: grants[0].${problem}`]);
    });
  }

  for (const [change, problem] of [
    [
      { actions: ["s3:*"] },
      'actions[0] is "s3:*": expected one action such as "s3:GetObject", without a wildcard',
    ],
    [
      { actions: ["s3:Get*"] },
      'actions[0] is "s3:Get*": expected one action such as "s3:GetObject", without a wildcard',
    ],
    [{ actions: [] }, "actions is []: expected at least 1 entries"],
    [{ reason: "" }, 'reason is "": expected at least 1 characters'],
    [{ expires: "soon" }, 'expires is "soon": expected a day such as 2027-01-31'],
  ] as const) {
    it(`is refused by itself with ${JSON.stringify(change)}`, () => {
      const problems = problemsWith({ svc: { grants: [{ ...GRANT, ...change }] } });
      expect(problems).to.deep.equal([`svc: grants[0].${problem}`]);
    });
  }

  for (const arn of [
    "*",
    "arn:aws:s3:::archive/*",
    "arn:aws:s3:::archive/?",
    "arn:aws:s3:::${aws:username}",
  ]) {
    it(`names one resource, and not ${arn}`, () => {
      const problems = problemsWith({ svc: { grants: [{ ...GRANT, resources: [arn] }] } });
      expect(problems).to.have.length(1);
      expect(problems[0]).to.contain("svc: grants[0].resources");
    });
  }

  it("is shown in the plan, with what its environment is given", () => {
    const resources = {
      dev: ["arn:aws:s3:::a/1"],
      stg: ["arn:aws:s3:::b/1"],
      prod: ["arn:aws:s3:::c/1", "arn:aws:s3:::c/2"],
    };
    const catalog = catalogWith({ svc: { grants: [{ ...GRANT, resources }] } });
    expect(grantNotices(catalog, "prod")).to.deep.equal([
      "grant of svc until 2027-02-01: s3:GetObject on arn:aws:s3:::c/1, arn:aws:s3:::c/2: T-9: until the archive has moved",
    ]);
  });
});
