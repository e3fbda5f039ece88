import { readFileSync } from "node:fs";
import { expect } from "chai";
import { NODE_RANGE } from "../../../delivery/doctor/node";
import { createResource } from "../../../sandbox/cloud/account";
import { settingsOf } from "../../support/contexts";
import { MOCK_LOCATION } from "../../support/record";
import { examination, UP } from "./examination";
import { CONTRACT, SETTINGS } from "./support";

describe("a doctor's examination of the machine and the account", () => {
  const { api, problems } = examination();

  it("knows a Node, a region and an account that are not the right ones", async () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(NODE_RANGE).to.equal(engines.node);
    const other = settingsOf("prod");
    const found = await problems({ node: "20.18.3", region: "us-east-1", settings: other });
    expect(found.slice(0, 3)).to.deep.equal([
      ["Node", `node is "20.18.3": expected ${NODE_RANGE}`, "nvm install 24"],
      [
        "region",
        'AWS_REGION is "us-east-1": expected ca-central-1, as Pulumi.prod.yaml says',
        "export AWS_REGION=ca-central-1",
      ],
      [
        "credentials",
        'the account of the credentials is "111111111111": expected 333333333333, the account of prod',
        "aws sso login, as somebody who may read the account of prod",
      ],
    ]);
    // The topics of the other account cannot be looked at.
    expect(found.slice(3).map(([check]) => check)).to.deep.equal(["alert routes"]);
  });

  it("[§13] knows who was never subscribed, and who has not confirmed it, and shows no secret", async () => {
    const topic = `arn:aws:sns:ca-central-1:${MOCK_LOCATION.account}:nc-platform-prod-alerts-page`;
    const [{ https = "" } = {}] = SETTINGS.alertRoutes.page.filter((each) => "https" in each);
    const [known, late, never] = ["known", "late", "never"].map((each) => `${each}@example.com`);
    for (const endpoint of [known, late]) {
      const inputs = { topic, protocol: "email", endpoint };
      const type = "aws:sns/topicSubscription:TopicSubscription";
      const resource = { urn: `urn:${endpoint}`, type, name: `${endpoint}`, inputs };
      const entry = createResource(api.cloud, resource, MOCK_LOCATION);
      if (endpoint !== known) continue;
      api.cloud.patch(entry, (state) => ({ ...state, pendingConfirmation: false }));
    }
    const slack = { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" };
    const mails = [known, late, never].map((email) => ({ email: `${email}` }));
    const page = [{ https }, ...mails, { slack }];
    const settings = { ...SETTINGS, alertRoutes: { ...SETTINGS.alertRoutes, page } };
    const found = await problems({ settings });
    expect(found.map(([check, problem]) => [check, problem])).to.deep.equal([
      [
        "alert routes",
        'alertRoutes.page, late@example.com is "pending": expected one that is confirmed: it is told nothing',
      ],
      ["alert routes", "alertRoutes.page is missing: expected a subscription of its topic"],
      // The chat's service has not subscribed either.
      ["alert routes", "alertRoutes.page is missing: expected a subscription of its topic"],
    ]);
    expect(JSON.stringify(found)).not.to.contain("secret");
  });

  it("knows tables and parameters that are missing or wrong", async () => {
    const table = "aws:dynamodb/table:Table";
    const key = (component: string) => `nc-platform-prod-${component}`;
    api.cloud.remove({ type: table, key: key("ledger") });
    api.cloud.patch({ type: table, key: key("promotions") }, (state) => ({
      ...state,
      deletionProtectionEnabled: false,
    }));
    api.cloud.patch({ type: "aws:ssm/parameter:Parameter", key: CONTRACT }, (state) => ({
      ...state,
      insecureValue: "{",
    }));
    expect(await problems()).to.deep.equal([
      ["tables", 'table nc-platform-prod-ledger is missing: expected "ACTIVE"', UP],
      [
        "tables",
        "deletion protection of table nc-platform-prod-promotions is false: expected true",
        UP,
      ],
      ["parameters", `${CONTRACT}: text is "{": expected JSON`, UP],
    ]);
    api.cloud.remove({ type: "aws:ssm/parameter:Parameter", key: CONTRACT });
    expect((await problems()).at(-1)).to.deep.equal([
      "parameters",
      "release contracts below /nc/prod/ is 0: expected one of each workload",
      UP,
    ]);
  });
});
