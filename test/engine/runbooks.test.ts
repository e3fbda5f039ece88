import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
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
import { CATALOG } from "../support/sandbox";
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
  let host: ChildProcess;
  let address: string;
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
    symlinkSync(folders.pack, join(work, "policies"));
    host = spawn(process.execPath, ["--import", "tsx", "test/engine/fixtures/language-host.ts"], {
      env: { ...variables, NC_PROJECT: applied.sandbox.project, NC_CATALOG: CATALOG },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = await once(host.stdout as Readable, "data");
    address = String(said).trim();
    github = await startedGitHub();
    const { repositories } = github.github.state;
    const [checkout] = repositories;
    if (!checkout) throw new Error("the seed has a repository");
    repositories.push({ ...checkout, id: 700_000_001, name: "nc-platform" });
  });
  after(() => {
    host.kill();
    return github.stop();
  });
  /** The CLI is told where the program runs, and the person who is asked says yes. */
  const withProgram = () =>
    `export PULUMI_SKIP_CONFIRMATIONS=true; pulumi() { command pulumi "$@" --client ${address}; }`;

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
    await pulumi(page, "pulumi refresh --preview-only");
    const dry = await ncOf(page, "--preview refresh.json --dry-run");
    expect([dry.code, dry.err]).to.deep.equal([1, dry.err]);
    expect(dry.out).to.match(/eve/);
    expect(await tickets()).to.deep.equal([]);
    await ncOf(page, "--preview refresh.json\n");
    expect(await tickets()).to.deep.equal(["open"]);
    await setTimeout(600, "eve");
    await pulumi(page, "pulumi refresh --preview-only");
    expect((await ncOf(page, "--preview refresh.json\n")).code).to.equal(0);
    expect(await tickets()).to.deep.equal(["closed"]);
  });

  it("drift.md lets the state know, after which nothing is drift", async () => {
    const page = "drift.md";
    // The person who is asked says yes.
    const know = () =>
      commands.run(page, "pulumi refresh --stack", (command) =>
        runShell(`${command} --yes`, variables, work),
      );
    await setTimeout(7, "eve");
    expect(await know()).to.match(/visibilityTimeoutSeconds/);
    await pulumi(page, "pulumi refresh --preview-only");
    expect((await ncOf(page, "--preview refresh.json --dry-run")).code).to.equal(0);
    await setTimeout(600, "eve");
    await know();
  });

  /** Starts the program, which has nothing to change, with the policies. */
  const start = (page: string, text: string) =>
    commands.run(page, text, async (command) => {
      const said = await runShell(`${withProgram()}\n${command}`, variables, work);
      expect(said)
        .to.match(/Policies:[\s\S]+✅/)
        .and.to.match(/^ {4}\d+ unchanged/m)
        .and.not.to.match(/to (create|update|delete|replace)/);
      return command;
    });

  it("[§14] break-glass.md applies what is merged, as dr.md does", async () => {
    const command = await start("break-glass.md", "pulumi up");
    await commands.run("dr.md", "pulumi up --stack prod", async (same) =>
      expect(same).to.equal(command),
    );
  });

  it("dr.md finds nothing to change after a failback", () => start("dr.md", "pulumi up --refresh"));

  it("lost-state.md shows that nothing is replaced or deleted", () =>
    start("lost-state.md", "pulumi preview --stack prod --policy-pack"));

  it("lost-state.md shows that nothing is missing, once a file that was gone is put back", async () => {
    const state = join(applied.sandbox.folder, "state/.pulumi/stacks/nc-platform/prod.json");
    const kept = readFileSync(state);
    rmSync(state);
    const shown = () => pulumi("lost-state.md", "pulumi refresh --stack prod");
    expect(await shown().then(() => "it is there", String)).to.contain("no stack named 'prod'");
    writeFileSync(state, kept);
    expect(await shown()).to.match(/^ {4}\d+ unchanged/m);
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
