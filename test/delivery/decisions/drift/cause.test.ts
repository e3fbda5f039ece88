import { expect } from "chai";
import { causeOf } from "../../../../delivery/decisions/drift/cause";

const SSO = "arn:aws:sts::3:assumed-role/AWSReservedSSO_Admin_1/eve";
const PIPELINE = "arn:aws:sts::3:assumed-role/gha-deploy-role/GitHubActions";
const DELIVERY = "arn:aws:sts::3:assumed-role/nc-billing-prod-gha-deploy-role/nc";
const change = (at: string, by: string, event = "UpdateService") => ({
  at: `2026-11-02T${at}:00.000Z`,
  event,
  by,
});

describe("who changed a resource", () => {
  const applied = "2026-11-02T10:00:30.900Z";

  it("is everybody since the program was applied, the newest first", () => {
    const [early, first, last] = [change("09:00", SSO), change("11:00", SSO), change("12:00", "x")];
    expect(causeOf([first, early, last], applied)).to.deep.equal({
      since: "2026-11-02T11:00:00.000Z",
      changes: [last, first],
    });
    expect(causeOf([first, early], undefined)?.since).to.equal("2026-11-02T09:00:00.000Z");
  });

  it("counts a change in the second in which it was applied: CloudTrail has whole seconds", () => {
    const same = { ...change("10:00", SSO), at: "2026-11-02T10:00:30.000Z" };
    expect(causeOf([same], applied)?.changes).to.deep.equal([same]);
  });

  it("is nobody where all is older", () => {
    expect(causeOf([change("09:00", SSO)], applied)).to.equal(undefined);
    expect(causeOf([], applied)).to.equal(undefined);
  });

  for (const by of [PIPELINE, DELIVERY, "ecs.amazonaws.com"]) {
    it(`is not ${by}, where somebody else is among them`, () => {
      const [own, other] = [change("11:00", by), change("12:00", SSO)];
      expect(causeOf([own, other], applied)?.changes).to.deep.equal([other]);
      expect(causeOf([own], applied)?.changes).to.deep.equal([own]);
    });
  }

  it("is five changes at most, since the first of all", () => {
    const all = ["11:01", "11:02", "11:03", "11:04", "11:05", "11:06"].map((at) => change(at, SSO));
    const cause = causeOf(all, applied);
    expect(cause?.changes).to.deep.equal(all.slice(1).reverse());
    expect(cause?.since).to.equal("2026-11-02T11:01:00.000Z");
  });
});
