import { expect } from "chai";
import { platformPolicies } from "../../../components/identity/platform-policies";
import type { Statement } from "../../../components/identity/statement";
import { contextOf, PLATFORM } from "../../../infra/context";
import { contextIn, settingsOf } from "../../support/contexts";
import { REACH } from "./platform-reach";

/** The same of the policies that are made, in the same form. */
const reachOf = (statements: readonly Statement[]) =>
  Object.fromEntries(
    statements.map(({ Sid, Resource = [], Condition }) => [
      Sid,
      { Resource: [Resource].flat(), ...(Condition && { Condition }) },
    ]),
  );

describe("the platform's deploy role", () => {
  const policies = platformPolicies(contextOf(settingsOf("prod", { dr: true }), PLATFORM));

  it("has a policy for each concern", () => {
    expect(Object.keys(policies)).to.deep.equal(Object.keys(REACH));
  });

  for (const [concern, reach] of Object.entries(REACH)) {
    it(`reaches, for ${concern}, what is named by the convention`, () => {
      expect(reachOf(policies[concern] ?? [])).to.deep.equal(reach);
    });
  }

  it("reads the GitHub App's key in prod alone, and has ECR's grants in its own region", () => {
    const identity = reachOf(platformPolicies(contextIn("stg")).identity ?? []);
    expect(identity).not.to.have.property("GitHubApp");
    expect(identity.RetireGrants?.Condition).to.deep.equal({
      StringEquals: { "kms:ViaService": ["ecr.ca-central-1.amazonaws.com"] },
    });
  });
});
