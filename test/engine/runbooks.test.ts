import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { SQS } from "@aws-sdk/client-sqs";
import { expect } from "chai";
import {
  ADMINISTRATOR,
  openSession,
  type SessionArgs,
} from "../../sandbox/api/authorization/sessions";
import { cleanVariables } from "../../sandbox/environment";
import { foldersOf } from "../../sandbox/folders";
import { findPulumi } from "../../tools/setup/pulumi.mjs";
import { nc, variablesOf } from "../delivery/commands/support/command-line";
import { describeClaimed } from "../runbooks/support/claims";
import { runShell, wordsOfNc } from "../runbooks/support/run-block";
import { copyApplied } from "../support/applied-dev";
import { ACCOUNTS } from "../support/contexts";
import { type StartedGitHub, startedGitHub } from "../support/github";
import { ncOf as ncSandboxOf } from "../support/nc";
import { appliedApi } from "./applied-api";

const TESTS = "test/engine/runbooks.test.ts";

const QUEUE = "nc-audit-queue-prod-queue";
const ALICE = ["INC-1234", { sourceIdentity: "alice" }] as const;
const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";

/** The lines of runbooks that start the engine, in prod as it was applied. */
describeClaimed("a runbook's commands of Pulumi, run as they stand", TESTS, (commands) => {
  const applied = appliedApi("prod");
  let github: StartedGitHub;
  let variables: Readonly<Record<string, string>>;
  let work: string;
  before(async () => {
    const folders = foldersOf(applied.sandbox.folder);
    work = folders.work("prod");
    const cli = process.env.NC_PULUMI ?? (await findPulumi()) ?? "pulumi";
    variables = {
      ...cleanVariables(process.env, folders, dirname(cli)),
      NC_SANDBOX_CLOUD: folders.cloud("prod"),
      NC_SANDBOX_ACCOUNT: ACCOUNTS.prod,
    };
    github = await startedGitHub();
    const { repositories } = github.github.state;
    const [checkout] = repositories;
    if (!checkout) throw new Error("the seed has a repository");
    repositories.push({ ...checkout, id: 700_000_001, name: "nc-platform" });
  });
  after(() => github.stop());

  const config = (sessionName: string, session: Partial<SessionArgs> = {}) => {
    const { account, url, world } = applied;
    const credentials = openSession(world, {
      account,
      role: ADMINISTRATOR,
      sessionName,
      ...session,
    });
    return { region: account.region, endpoint: url, maxAttempts: 1 as const, credentials };
  };
  const pulumi = (page: string, text: string) =>
    commands.run(page, text, (command) => runShell(command, variables, work));
  /** `nc`, in the folder that Pulumi has written into. */
  const ncOf = (page: string, text: string) =>
    commands.run(page, text, (command) =>
      nc(
        wordsOfNc(command.replace("refresh.json", join(work, "refresh.json"))),
        {
          ...variablesOf(config("security")),
          GITHUB_API_URL: github.url,
          GITHUB_TOKEN: "token-of-dev",
        },
        pathToFileURL(`${work}/`),
      ),
    );
  const setTimeout = async (seconds: number, ...who: Parameters<typeof config>) => {
    const sqs = new SQS(config(...who));
    const { QueueUrl } = await sqs.getQueueUrl({ QueueName: QUEUE });
    await sqs.setQueueAttributes({ QueueUrl, Attributes: { VisibilityTimeout: `${seconds}` } });
    sqs.destroy();
  };

  it("[§14] break-glass.md shows what is not as the program made it, and who did it", async () => {
    const page = "break-glass.md";
    await setTimeout(7, ...ALICE);
    await pulumi(page, "pulumi refresh");
    const { code, out, err } = await ncOf(page, "nc drift");
    expect(code, err).to.equal(1);
    expect(out)
      .to.match(/audit-queue-queue/)
      .and.to.match(/alice/);
    await setTimeout(600, ...ALICE);
    await pulumi(page, "pulumi refresh");
    expect(await ncOf(page, "nc drift")).to.deep.include({
      code: 0,
      out: "prod is as the program made it\n",
    });
  });

  it("[§14] lost-app-key.md shows what is not as the program made it on GitHub, and nothing else", async () => {
    const page = "lost-app-key.md";
    await setTimeout(7, "somebody");
    const { cloud } = applied.account;
    const [ruleset] = cloud.list(RULESET);
    if (!ruleset) throw new Error("prod has no ruleset");
    cloud.patch(ruleset, (state) => ({ ...state, enforcement: "disabled" }));
    await pulumi(page, "pulumi refresh");
    const { code, out, err } = await ncOf(page, "nc drift");
    expect(code, err).to.equal(1);
    expect(out).to.contain(ruleset.name).and.to.contain("disabled");
    expect(out).not.to.contain("audit-queue-queue");
    cloud.put(ruleset);
    await pulumi(page, "pulumi refresh");
    expect((await ncOf(page, "nc drift")).code).to.equal(0);
    await setTimeout(600, "somebody");
  });

  it("drift.md looks, and keeps one ticket", async () => {
    const page = "drift.md";
    await setTimeout(7, "eve");
    await pulumi(page, "pulumi refresh");
    const dry = await ncOf(page, "--preview refresh.json --dry-run");
    expect([dry.code, dry.err]).to.deep.equal([1, dry.err]);
    expect(dry.out).to.match(/eve/);
    expect(await tickets()).to.deep.equal([]);
    await ncOf(page, "--preview refresh.json\n");
    expect(await tickets()).to.deep.equal(["open"]);
    await setTimeout(600, "eve");
    await pulumi(page, "pulumi refresh");
    expect((await ncOf(page, "--preview refresh.json\n")).code).to.equal(0);
    expect(await tickets()).to.deep.equal(["closed"]);
  });
  const tickets = async () =>
    github.github.state.issues
      .filter(({ labels }) => labels.includes("drift"))
      .map(({ state }) => state);

  it("drift.md looks for it in the simulated accounts", async () => {
    await copyApplied(applied.sandbox, "dev");
    const { run } = ncSandboxOf(applied.sandbox);
    const { code, stdout, stderr } = await commands.run("drift.md", "nc --sandbox", (command) => {
      const [, ...words] = wordsOfNc(command);
      return run(applied.sandbox.folder, words);
    });
    expect([code, stdout], stderr).to.deep.equal([0, "dev is as the program made it\n"]);
  });
});
