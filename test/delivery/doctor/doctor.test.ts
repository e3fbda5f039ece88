import { readFileSync } from "node:fs";
import { expect } from "chai";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { accountInspection } from "../../../delivery/adapters/aws/inspection";
import { gitHubPullRequests } from "../../../delivery/adapters/github/pull-requests";
import { gitHubRules } from "../../../delivery/adapters/github/rules";
import { examine } from "../../../delivery/doctor/check";
import { checksOf, type Examined } from "../../../delivery/doctor/checks";
import { NODE_RANGE } from "../../../delivery/doctor/node";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { createResource } from "../../../sandbox/cloud/account";
import { testApi } from "../../sandbox/api/support/test-api";
import { settingsOf } from "../../support/contexts";
import { type StartedGitHub, startedGitHub } from "../../support/github";
import { MOCK_LOCATION, type RecordedResource } from "../../support/record";
import {
  CALLER_OF_BILLING,
  CONTRACT,
  fillAccount,
  fillGitHub,
  recordRules,
  SETTINGS,
} from "./support";

const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";
const UP = "pulumi up --refresh --stack prod --policy-pack policies";

describe("a doctor's examination", () => {
  let made: readonly RecordedResource[];
  let up: StartedGitHub;
  let clients: AwsClients;
  before(async () => {
    made = await recordRules();
  });
  const api = testApi((cloud) => fillAccount(cloud, made));
  beforeEach(async () => {
    up = await startedGitHub();
    fillGitHub(up, made);
    clients = new AwsClients(api.as(ADMINISTRATOR));
  });
  afterEach(async () => {
    clients.destroy();
    await up.stop();
  });

  /** What is found wrong, each with what mends it. */
  async function problems(changes: Partial<Examined> = {}): Promise<string[][]> {
    const found = await examine(
      checksOf({
        settings: SETTINGS,
        gitHubSettings: SETTINGS,
        account: accountInspection(clients),
        rules: gitHubRules(up.client("token-of-dev")),
        pullRequests: gitHubPullRequests(up.client("token-of-dev")),
        callers: async () => [CALLER_OF_BILLING],
        node: "22.12.0",
        region: undefined,
        ...changes,
      }),
    );
    return found.flatMap((each) =>
      each.result === "problem" ? [[each.check, each.problem, each.mend]] : [],
    );
  }

  it("finds nothing wrong with what the program makes", async () => {
    const all = checksOf({
      settings: SETTINGS,
      gitHubSettings: SETTINGS,
      account: accountInspection(clients),
      rules: gitHubRules(up.client("token-of-dev")),
      pullRequests: gitHubPullRequests(up.client("token-of-dev")),
      callers: async () => [CALLER_OF_BILLING],
      node: "24.0.0",
      region: "ca-central-1",
    });
    expect(await examine(all)).to.deep.equal(
      [
        ["Node", "24.0.0"],
        ["region", "ca-central-1"],
        ["credentials", `arn:aws:sts::111111111111:assumed-role/${ADMINISTRATOR}/ci in prod`],
        ["tables", "nc-platform-prod-ledger and nc-platform-prod-promotions"],
        ["alert routes", "who is told has confirmed it"],
        ["parameters", "1 release contracts"],
        [
          "GitHub environments",
          "as the settings want them in neurocipher/nc-platform, neurocipher/billing",
        ],
        [
          "GitHub rulesets",
          "as the settings want them in neurocipher/nc-platform, neurocipher/billing",
        ],
        ["GitHub teams", "release-eng, security, product, on-call, cab"],
        ["GitHub workflows", "neurocipher/nc-platform lets the organization call its workflows"],
        ["GitHub callers", "as the catalog says in neurocipher/billing"],
      ].map(([check, found]) => ({ check, result: "ok", found })),
    );
  });

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
    const page = [{ https }, { email: `${known}` }, { email: `${late}` }, { email: `${never}` }];
    const settings = { ...SETTINGS, alertRoutes: { ...SETTINGS.alertRoutes, page } };
    const found = await problems({ settings });
    expect(found.map(([check, problem]) => [check, problem])).to.deep.equal([
      [
        "alert routes",
        'alertRoutes.page, late@example.com is "pending": expected one that is confirmed: it is told nothing',
      ],
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

  it("[§12] knows a reviewer whom GitHub has left out, and how the team gets its access", async () => {
    const security = up.github.state.teams.find(({ slug }) => slug === "security");
    delete security?.repositories.billing;
    expect(await problems()).to.deep.equal([
      [
        "GitHub environments",
        "neurocipher/billing: environment prod: reviewers is []: expected the team security alone",
        UP,
      ],
      [
        "GitHub environments",
        "neurocipher/billing: environment prod: prevention of self-review is false: expected true",
        UP,
      ],
      [
        "GitHub teams",
        "neurocipher/billing: access of the team security is missing: expected at least pull",
        "gh api --method PUT orgs/neurocipher/teams/security/repos/neurocipher/billing -f permission=pull",
      ],
    ]);
  });

  it("[§12] knows an environment that a typo has made, a ruleset that is off, and closed workflows", async () => {
    up.github.program.remove({ type: ENVIRONMENT, key: "nc-platform:prod-product" });
    up.github.program.patch({ type: RULESET, key: "billing-rules-main" }, (state) => ({
      ...state,
      enforcement: "disabled",
    }));
    for (const each of up.github.state.repositories) each.workflowAccess = "none";
    expect(await problems()).to.deep.equal([
      [
        "GitHub environments",
        "neurocipher/nc-platform: environment prod-product is missing: expected its rules",
        UP,
      ],
      [
        "GitHub rulesets",
        'neurocipher/billing: ruleset main: enforcement is "disabled": expected "active"',
        UP,
      ],
      [
        "GitHub workflows",
        'neurocipher/nc-platform: access to its workflows is "none": expected "organization", so that other repositories may call its workflows',
        UP,
      ],
    ]);
  });

  it("knows a workflow that is not what the catalog says, or is missing", async () => {
    const billing = up.github.state.repositories.find(({ name }) => name === "billing");
    const is = (state: string) => [
      "GitHub callers",
      `neurocipher/billing: .github/workflows/deliver.yml is ${state}: expected what the catalog says`,
      "nc workflows propose billing",
    ];
    if (billing) billing.files = { ".github/workflows/deliver.yml": "name: Another\n" };
    expect(await problems()).to.deep.equal([is("stale")]);
    if (billing) billing.files = {};
    expect(await problems()).to.deep.equal([is("missing")]);
  });

  it("knows a team that is missing, has another id, or may not make a release tag", async () => {
    const [release, security] = up.github.state.teams;
    if (!release || !security) throw new Error("GitHub has no teams");
    Object.assign(release, { repositories: { "nc-platform": "push", billing: "pull" } });
    up.github.state.teams = up.github.state.teams.filter(({ slug }) => slug !== "cab");
    const settings = {
      ...SETTINGS,
      teams: { ...SETTINGS.teams, product: { slug: "product", id: 5 } },
    };
    expect(await problems({ settings })).to.deep.equal([
      [
        "GitHub teams",
        'neurocipher/billing: access of the team release-eng is "pull": expected at least push',
        "gh api --method PUT orgs/neurocipher/teams/release-eng/repos/neurocipher/billing -f permission=push",
      ],
      [
        "GitHub teams",
        "teams.product.id is 5: expected 800003, the id of product",
        "write 800003 into Pulumi.dev.yaml, Pulumi.stg.yaml and Pulumi.prod.yaml",
      ],
      [
        "GitHub teams",
        "team cab is missing: expected a team of neurocipher",
        "gh api --method POST orgs/neurocipher/teams -f name=cab -f privacy=closed",
      ],
    ]);
  });

  it("takes what it may not see for a problem, and looks at everything else", async () => {
    const nobody = new AwsClients(api.as("nobody"));
    const found = await problems({
      account: accountInspection(nobody),
      rules: gitHubRules(up.client("no-token")),
    });
    nobody.destroy();
    expect(found.map(([check]) => check)).to.deep.equal([
      ...["tables", "alert routes", "parameters", "GitHub environments", "GitHub rulesets"],
      ...["GitHub teams", "GitHub workflows"],
    ]);
    expect(found[0]?.[1]).to.match(
      /^DescribeTable of DynamoDB: AccessDeniedException: User: .* is not authorized/,
    );
    expect(found[5]?.slice(1)).to.deep.equal([
      "GitHub: GET /orgs/{org}/teams/{team_slug}: 401 Bad credentials",
      'export GITHUB_TOKEN="$(gh auth token)", as a member of the organization',
    ]);
  });
});
