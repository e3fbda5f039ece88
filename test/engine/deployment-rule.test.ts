import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse, stringify } from "yaml";
import { startGitHub } from "../../sandbox/api/github/server";
import { openGitHub } from "../../sandbox/api/github/state/store";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { MAIN, projectWith, testSandbox } from "../support/sandbox";
import { expectGoodPreview } from "./previews";

const FIXTURE = "test/engine/fixtures/deployment-rule.ts";
const APP = 88;

describe("the App of the deployment rule, on GitHub's environment prod", () => {
  const sandbox = testSandbox();
  // One repository is no account: what the pack asks of a whole one is not the question here.
  const advisory = join(sandbox.folder, "policy-config.json");
  writeFileSync(advisory, JSON.stringify({ all: "advisory" }));
  const project = projectWith(sandbox.folder, "prod", (text) => text);
  const gitHub = openGitHub({
    file: join(sandbox.folder, "github.json"),
    record: openCloud(foldersOf(sandbox.folder).cloud("prod")),
    seed: {
      organization: { id: 600_000_001, login: "neurocipher" },
      repositories: [{ id: 700_000_002, name: "checkout" }],
      apps: [
        { id: APP, slug: "nc-gate", publicKey: "", installations: [] },
        { id: 89, slug: "nc-other-gate", publicKey: "", installations: [] },
      ],
      users: [{ id: 101, login: "platform-app", token: "token-of-the-platform" }],
    },
    now: () => new Date("2026-11-27T12:00:00Z"),
  });
  const { protectionRules } = gitHub.state;
  let server: Awaited<ReturnType<typeof startGitHub>>;
  before(async () => {
    server = await startGitHub(gitHub);
  });
  after(async () => {
    await server.stop();
    sandbox.remove();
  });

  /** Runs `command`; the program asks for the App `app`, or for none. */
  const run = async (command: "up" | "refresh", app?: number, url = server.url) => {
    const words = command === "refresh" ? [] : ["--policy-config", advisory];
    const ended = await sandbox.run([command, "prod", "--json", ...words], FIXTURE, {
      NC_PROJECT: project,
      NC_GITHUB_URL: url,
      NC_GITHUB_TOKEN: "token-of-the-platform",
      ...(app === undefined ? {} : { NC_RULE_APP: String(app) }),
    });
    const [report] = JSON.parse(ended.stdout).environments;
    return { code: ended.code, ...report };
  };

  it("breaks no rule of the pack, in the whole plan of prod, with chat channels and a window of break-glass beside it", async () => {
    const uuid = "11111111-2222-4333-8444-555555555555";
    const chats = [
      { slack: { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" } },
      { teams: { tenant: uuid, team: uuid, channel: "19%3a1a2b%40thread.tacv2" } },
    ];
    const settings = {
      alertRoutes: { page: chats, ticket: chats, information: chats, security: chats },
      breakGlass: {
        principals: ["arn:aws:iam::333333333333:user/alice"],
        window: {
          from: "2026-11-27T14:00:00Z",
          until: "2026-11-27T15:00:00Z",
          who: ["alice"],
          ticket: "INC-1234",
          reason: "The pipeline cannot reach AWS.",
        },
      },
      deploymentRule: { appId: APP },
    };
    const asking = projectWith(sandbox.folder, "prod", (text) => {
      const own = parse(text);
      for (const [key, value] of Object.entries(settings)) {
        own.config[`nc-platform:${key}`] = value;
      }
      return stringify(own, {
        aliasDuplicateObjects: false,
        defaultStringType: "QUOTE_DOUBLE",
        defaultKeyType: "PLAIN",
      });
    });
    const shown = await sandbox.run(["preview", "prod"], MAIN, { NC_PROJECT: asking });
    expectGoodPreview(shown, ["prod"]);
    expect(shown.stdout).to.contain("pulumi-nodejs:dynamic/github:DeploymentRule");
    expect(shown.stdout).to.contain("aws:chatbot/slackChannelConfiguration");
    expect(shown.stdout).to.contain("aws:chatbot/teamsChannelConfiguration");
  });

  it("is asked nowhere while the rule is off", async () => {
    const { code, changes } = await run("up");
    expect(code).to.equal(0);
    expect(changes.create).to.be.above(0);
    expect(protectionRules).to.deep.equal([]);
  });

  it("[§12] is enabled on prod, and on no other environment", async () => {
    const { code, errors, changes } = await run("up", APP);
    expect(code, errors).to.equal(0);
    expect(changes).to.deep.include({ create: 1, change: 0, delete: 0 });
    const rule = { id: 1, repository: "checkout", environment: "prod", appId: APP };
    expect(protectionRules).to.deep.equal([rule]);
    const again = await run("up", APP);
    expect(again.changes).to.deep.include({ create: 0, change: 0, delete: 0 });
    const { advice }: { advice: readonly { readonly type: string }[] } = again;
    expect(advice.filter(({ type }) => type.includes("pulumi-nodejs"))).to.deep.equal([]);
  });

  it("has the text of its functions in the state, and no token", () => {
    const { state } = foldersOf(sandbox.folder);
    const files = readdirSync(state, { recursive: true, withFileTypes: true });
    const text = files
      .filter((each) => each.isFile())
      .map((each) => readFileSync(join(each.parentPath, each.name), "utf8"))
      .join("\n");
    expect(text).to.contain("integration_id");
    expect(text).to.not.contain("token-of-the-platform");
  });

  it("is enabled again where somebody has switched it off", async () => {
    protectionRules.splice(0);
    await run("refresh", APP);
    expect((await run("up", APP)).changes.create).to.equal(1);
    expect(protectionRules.map(({ appId }) => appId)).to.deep.equal([APP]);
  });

  it("gives way to another App, and takes the rule of one that is there", async () => {
    protectionRules.push({ id: 7, repository: "checkout", environment: "prod", appId: 89 });
    const { code, errors } = await run("up", 89);
    expect(code, errors).to.equal(0);
    expect(protectionRules.map(({ id, appId }) => [id, appId])).to.deep.equal([[7, 89]]);
  });

  it("ends with what GitHub says where it takes no rule", async () => {
    const before = structuredClone(protectionRules);
    const { code, errors } = await run("up", 4711);
    expect(code).to.equal(1);
    expect(errors.join("\n")).to.contain(
      "GitHub has no App 4711, or no environment prod in neurocipher/checkout",
    );
    expect(protectionRules).to.deep.equal(before);
  });

  it("reaches no other GitHub than the one that the sandbox serves", async () => {
    const { code, errors } = await run("up", APP, "");
    expect(code).to.equal(1);
    expect(errors.join("\n")).to.contain("GitHub is not reached at http://127.0.0.1:9");
  });

  it("is asked no more once the rule is off", async () => {
    const { code, errors, changes } = await run("up");
    expect(code, errors).to.equal(0);
    expect(changes.delete).to.equal(1);
    expect(protectionRules).to.deep.equal([]);
  });
});
