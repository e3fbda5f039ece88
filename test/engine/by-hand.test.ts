import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ENVIRONMENTS, type Environment } from "../../infra/environments";
import { openClock } from "../../sandbox/api/clock";
import { CLOCK } from "../../sandbox/api/create-world";
import { foldersOf } from "../../sandbox/folders";
import { nextWorkday } from "../../sandbox/rehearsal/virtual-clock";
import { copyApplied } from "../support/applied-dev";
import { ncOf } from "../support/nc";
import { testSandbox } from "../support/sandbox";

const WORKLOAD = "ingest-worker";
const PHASES = ["gated", "copying", "migrating", "deploying", "baking", "succeeded"];

/** The commands that docs/sandbox.md shows, one to a line. */
function commandsOfDocument(): readonly string[] {
  const text = readFileSync(new URL("../../docs/sandbox.md", import.meta.url), "utf8");
  const [, section = ""] = text.split("### From tag to prod, by hand\n");
  const [, commands = ""] = /```sh\n([^`]+)```/.exec(section) ?? [];
  return commands.replaceAll("\\\n", " ").trim().split("\n");
}

/** How each verb of docs/onboarding.md ends after the first release of a service, and what it says. */
const FOLLOWED: Readonly<Record<string, readonly [code: number, line: RegExp]>> = {
  flags: [0, /new-parser/],
  // No repository has its caller: nobody has proposed one.
  doctor: [1, /ingest-worker: \.github\/workflows\/deliver\.yml is missing/],
  // By hand, nothing was brought into dev.
  status: [0, /^ingest-worker was never promoted into dev$/m],
  history: [0, /flags are deployed by/],
  gate: [0, /approvals/],
  contract: [0, /it promises nothing/],
  change: [0, /approved {2}by sam in prod/],
  // It is the first: nothing was there before.
  rollback: [1, /there is no version before to return to[\s\S]+root-cause ticket/],
  kpi: [0, /lead time, median/],
};

/** The commands of docs/onboarding.md that ask an environment, each as its words, of a workload and a run that there are. */
function followed(run: string): readonly (readonly string[])[] {
  const page = readFileSync(new URL("../../docs/onboarding.md", import.meta.url), "utf8");
  return (
    [...page.matchAll(/^npx nc (.* --environment .*)$/gm)]
      .map(([, line = ""]) =>
        line.replaceAll("quote-desk", WORKLOAD).replace(/(?<=runs\/)\d+$/, run),
      )
      // It asks a service over the internet, for 30 s.
      .filter((line) => !line.startsWith("performance check"))
      .map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) => a ?? b ?? ""))
  );
}

describe("a release by hand, with nc --sandbox", () => {
  const sandbox = testSandbox();
  const nc = ncOf(sandbox);
  const { api } = foldersOf(sandbox.folder);
  const build = join(sandbox.folder, "build");
  const variables = join(sandbox.folder, "variables.sh");
  before(async () => {
    for (const environment of ENVIRONMENTS) await copyApplied(sandbox, environment);
    openClock(join(api, CLOCK), new Date(0)).set(nextWorkday(new Date()));
  });
  after(() => sandbox.remove());

  /** The document's commands, where this test's processes and folders stand for its own. */
  const commands = commandsOfDocument().map((line) =>
    line
      .replace("npx nc --sandbox", nc.command)
      .replace("--folder .sandbox", `--folder ${sandbox.folder}`)
      .replace("B=build", `B=${build}`),
  );
  const promotion = (environment: Environment) =>
    commands.findIndex((line) => /^\$N promote /.test(line) && line.endsWith(environment));

  /** Runs some of the commands in a shell that has what those before have set, as a person's has. */
  async function done(lines: readonly string[]): Promise<string> {
    const names = commands.flatMap((line) => /^([A-Z]+)=/.exec(line)?.[1] ?? []);
    const before = `[ ! -e ${variables} ] || . ${variables}`;
    const after = `export ${names.join(" ")}; export -p > ${variables}`;
    const { code, stderr } = await nc.shell([before, ...lines, after].join("\n"));
    expect(code, stderr).to.equal(0);
    return stderr;
  }

  /** Begins one of the commands, which a signal reaches when it shows something. */
  const killed = (line: string, signal: NodeJS.Signals, when: RegExp) =>
    nc.shell(`. ${variables}\nexec ${line}`, { signal, when });

  async function answerOf(verb: string, environment: Environment) {
    const words = [verb, WORKLOAD, "--environment", environment, "--json"];
    const { code, stdout, stderr } = await nc.run(sandbox.folder, words);
    expect(code, stderr).to.equal(0);
    return JSON.parse(stdout).answer;
  }

  /** The ledger has every phase once, and one deployment. Some begin at the same moment: their order is not told. */
  async function expectWhole(environment: Environment): Promise<void> {
    const { events } = await answerOf("history", environment);
    const entered = events.filter(({ type }: { type: string }) => type === "promotion-phase");
    const phases = entered.map(({ phase }: { phase: string }) => phase);
    expect(phases).to.have.members(PHASES);
    const deployments = entered.flatMap((each: { deployment?: string }) => each.deployment ?? []);
    expect(new Set(deployments).size).to.equal(1);
  }

  /** A promotion that was left has an owner who was seen, and is in one of these phases. */
  async function expectLeft(environment: Environment, phases: readonly string[]) {
    const { promotion: left } = await answerOf("status", environment);
    expect(phases).to.include(left.phase);
    expect(left.owner.name).to.match(/^https:\/\/github\.com\/.+\/actions\/runs\/\d+$/);
    expect(left.owner.seenAt).to.match(/^\d{4}-\d\d-\d\dT/);
  }

  it("is tagged, signed and let into stg by the commands of the document", async () => {
    expect(commands).to.have.length.greaterThan(10);
    // The gates are asked before, by the verb that asks them alone.
    expect(await done(commands.slice(0, promotion("stg")))).to.contain(
      "it is assumed that the platform's plan of stg broadened no permission",
    );
  });

  for (const [signal, when, phases] of [
    ["SIGTERM", /: in-progress/, ["deploying"]],
    ["SIGINT", /: in-progress/, ["deploying"]],
  ] as const) {
    it(`is left resumable in stg by ${signal}, which says so`, async () => {
      const { code, stderr } = await killed(commands[promotion("stg")] ?? "", signal, when);
      expect(code, stderr).to.equal(130);
      expect(stderr).to.contain("nc promote was interrupted: run it again to go on");
      await expectLeft("stg", phases);
    });
  }

  it("is left resumable by SIGKILL while it bakes, with the accounts that its process has served", async () => {
    const { code, stderr } = await killed(
      commands[promotion("stg")] ?? "",
      "SIGKILL",
      /are watched for/,
    );
    expect(code, stderr).to.equal(null);
    await expectLeft("stg", ["baking"]);
  });

  it("goes on in stg, and then to prod, by the commands of the document", async () => {
    await done(commands.slice(promotion("stg"), promotion("prod")));
    await expectWhole("stg");
  });

  it("is left resumable by SIGKILL in prod, and goes on", async () => {
    const line = commands[promotion("prod")] ?? "";
    const { code, stderr } = await killed(line, "SIGKILL", /: in-progress/);
    expect(code, stderr).to.equal(null);
    await expectLeft("prod", ["deploying"]);
    await done([line]);
    await expectWhole("prod");
  });

  it("is followed, and taken back, by the commands of docs/onboarding.md", async () => {
    const run = /^GITHUB_RUN_ID='(\d+)'$/m.exec(readFileSync(join(build, "run.env"), "utf8"))?.[1];
    const said: string[] = [];
    for (const words of followed(run ?? "")) {
      const [verb = ""] = words;
      const { code, stdout, stderr } = await nc.run(sandbox.folder, words);
      const [want, line] = FOLLOWED[verb] ?? [];
      expect([code, stdout], `${words.join(" ")}\n${stderr}`).to.deep.equal([want, stdout]);
      expect(stdout, words.join(" ")).to.match(line ?? /^$/);
      said.push(verb);
    }
    expect(said).to.include.members(Object.keys(FOLLOWED));
  });

  it("leaves nothing of the processes that served the accounts", () => {
    const left = readdirSync(api).filter((file) => /^(client\.|server\.json)/.test(file));
    expect(left).to.deep.equal([]);
  });
});
