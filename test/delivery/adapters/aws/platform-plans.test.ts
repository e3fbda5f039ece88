import { expect } from "chai";
import { AwsClients } from "../../../../delivery/adapters/aws/clients";
import {
  platformPlanRecord,
  s3PlatformPlans,
} from "../../../../delivery/adapters/aws/platform-plans";
import type { Approval } from "../../../../delivery/decisions/gates/facts";
import type { Approvals } from "../../../../delivery/ports/approvals";
import { PLATFORM_DEPLOY_ROLE } from "../../../../infra/naming/platform-names";
import { deliveries } from "./support/deliveries";

const BUCKET = "nc-platform-stg-artifacts-111111111111";
const PLAN = `sha256:${"1".repeat(64)}`;
const RUN = { repository: "neurocipher/nc-platform", id: 9 };
const STG = { environment: "stg", team: "release-eng" };
const PROD = { environment: "prod", team: "security" };

const review = (
  environment: string,
  id: number,
  team: string,
  state: Approval["state"] = "approved",
) => ({
  environment,
  state,
  user: { id, login: `person-${id}` },
  teams: [team],
  comment: "",
});
/** Reviews of the run that has applied the plan; person 1 has started it. */
const REVIEWS = [
  review("stg", 1, "release-eng"),
  review("stg", 2, "release-eng"),
  review("stg", 3, "security"),
  review("prod-product", 4, "security"),
  review("prod", 5, "security", "rejected"),
];

describe("who has approved the platform's plan that was applied last", () => {
  const { api, clientsOf } = deliveries();
  const asked: unknown[] = [];
  const approvals = (reviews: readonly Approval[]): Approvals => ({
    ofRun: async (...words) => {
      asked.push(words);
      return { initiators: [{ id: 1, login: "person-1" }], approvals: reviews };
    },
    sourceOf: async () => ({ commit: "", ref: null }),
    waitsOf: async () => [],
  });
  const plansWith = (reviews: readonly Approval[]) =>
    s3PlatformPlans(clientsOf("ingest-worker"), BUCKET, approvals(reviews));

  beforeEach(async () => {
    asked.length = 0;
    const platform = new AwsClients(api.as(PLATFORM_DEPLOY_ROLE));
    await platformPlanRecord(platform, BUCKET).write({ plan: PLAN, broadened: ["more"], run: RUN });
    platform.destroy();
  });

  it("[§12] is, in stg, Release Eng in stg alone, without who started the run", async () => {
    expect(await plansWith(REVIEWS).applied(STG)).to.deep.equal({
      plan: PLAN,
      broadened: ["more"],
      approvedBy: ["person-2"],
    });
    expect(asked).to.deep.equal([["neurocipher/nc-platform", 9, ["release-eng"]]]);
  });

  it("[§4] is, in prod, Security in prod alone: no other review has seen prod's plan", async () => {
    expect((await plansWith(REVIEWS).applied(PROD)).approvedBy).to.deep.equal([]);
    const more = [...REVIEWS, review("prod", 6, "security"), review("prod", 7, "product")];
    expect((await plansWith(more).applied(PROD)).approvedBy).to.deep.equal(["person-6"]);
  });

  it("is nobody where nobody is asked", async () => {
    expect((await plansWith(REVIEWS).applied(undefined)).approvedBy).to.deep.equal([]);
    expect(asked).to.deep.equal([]);
  });
});
