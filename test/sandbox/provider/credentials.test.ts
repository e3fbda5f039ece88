import { expect } from "chai";
import {
  credentialsIn,
  locationOfAws,
  locationOfGithub,
} from "../../../sandbox/provider/credentials";

const ACCOUNT = "111111111111";
const config = (more: object) => ({ region: "ca-central-1", ...more });

describe("the account guard of the simulated provider", () => {
  const taken: [name: string, config: object][] = [
    ["the account alone", config({ allowedAccountIds: JSON.stringify([ACCOUNT]) })],
    ["the account among others", config({ allowedAccountIds: ["222222222222", ACCOUNT] })],
    ["no account in particular", config({})],
    ["an empty list, as the real one does", config({ allowedAccountIds: "[]" })],
  ];
  for (const [name, given] of taken) {
    it(`lets pass ${name}`, () => {
      expect(locationOfAws(ACCOUNT)({ ...given })).to.deep.equal({
        account: ACCOUNT,
        region: "ca-central-1",
      });
    });
  }

  const refused: [name: string, config: object, message: string][] = [
    [
      "another account",
      config({ allowedAccountIds: '["222222222222"]' }),
      'allowedAccountIds is ["222222222222"]: expected a list with 111111111111, ' +
        "the account of the credentials in use",
    ],
    [
      "a forbidden account",
      config({ forbiddenAccountIds: [ACCOUNT] }),
      'forbiddenAccountIds is "111111111111": expected another account',
    ],
    ["no region", {}, "region is missing: expected an AWS region"],
  ];
  for (const [name, given, message] of refused) {
    it(`refuses ${name}`, () => {
      expect(() => locationOfAws(ACCOUNT)({ ...given })).to.throw(message);
    });
  }

  it("works in the organization of GitHub's provider", () => {
    expect(locationOfGithub(ACCOUNT)({ owner: "neurocipher" }).account).to.equal("neurocipher");
  });

  it("names the variable that the runner did not set", () => {
    expect(() => credentialsIn({ NC_SANDBOX_ACCOUNT: ACCOUNT })).to.throw(
      "NC_SANDBOX_CLOUD is missing: expected the folder of the simulated cloud",
    );
    const set = { NC_SANDBOX_CLOUD: "/x", NC_SANDBOX_ACCOUNT: ACCOUNT };
    expect(credentialsIn(set)).to.deep.equal({ folder: "/x", account: ACCOUNT });
  });
});
