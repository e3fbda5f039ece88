import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ADMINISTRATOR } from "../../sandbox/api/authorization/sessions";
import { setBehaviour } from "../../sandbox/api/simulation/behaviours";
import { digestOf } from "../delivery/adapters/aws/support/deliveries";
import { deployRoleOf } from "../delivery/adapters/aws/support/program-account";
import { variablesOf } from "../delivery/commands/support/command-line";
import { delivered } from "./support/delivered";
import { runbook } from "./support/pages";
import { linesOfNc, runShell } from "./support/run-block";

describe("a runbook's commands, run as they stand", () => {
  const world = delivered();
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "nc-runbook-"));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  /** The tests' account stands for prod's. */
  const here = (text: string) =>
    text.replaceAll("prod", "stg").replaceAll("333333333333", world.account);
  /** The blocks of a page that have this text. */
  const blocksWith = (file: string, text: string) => {
    const found = runbook(file)
      .blocks.map(here)
      .filter((block) => block.includes(here(text)));
    expect(found, text).to.have.length(1);
    return found[0] ?? "";
  };
  const shell = (block: string, role = ADMINISTRATOR) =>
    runShell(block, variablesOf(world.api.as(role)), cwd);
  const ncOf = (block: string) => {
    const [words, ...more] = linesOfNc(block);
    if (words === undefined || more.length > 0) throw new Error(`${block} is not one line of nc`);
    const workload = words[0] === "flags" ? words[2] : words[1];
    return world.nc(words, deployRoleOf(workload ?? ""));
  };

  for (const service of ["ingest-worker", "api-adapter", "audit-queue"] as const) {
    it(`[§14] rollback.md brings back what ran before of ${service}`, async () => {
      const before = await world.release(service, "1");
      await world.release(service, "2");
      const running = await world.running(service);
      expect(running).not.to.equal(before);
      const { code, out, err } = await ncOf(blocksWith("rollback.md", `rollback ${service} `));
      expect(code, err).to.equal(1);
      expect(out).to.match(/incident oi-\S+\n {2}root-cause ticket https:/);
      expect(await world.running(service)).to.equal(before);
    });
  }

  it("[§14] rollback.md takes a flag back that turned the fault on", async () => {
    const flags = async (...words: string[]) => {
      const all = ["flags", ...words, "--environment", "stg"];
      const { code, out, err } = await world.nc(all, deployRoleOf("ingest-worker"));
      expect(code, err).to.equal(0);
      return out;
    };
    await flags("deploy", "ingest-worker");
    expect(await flags("plan", "ingest-worker")).not.to.contain("new-parser");
    const { code, out, err } = await ncOf(blocksWith("rollback.md", "flags kill"));
    expect(code, err).to.equal(0);
    expect(out).to.match(/oi-\w+/);
    expect(await flags("plan", "ingest-worker")).to.contain("new-parser: new");
  });

  it("[§14] rollback.md runs the emergency script as a task of the failed release", async () => {
    await world.release("ingest-worker", "1");
    const printed = await shell(blocksWith("rollback.md", "--started-by emergency"));
    expect(JSON.parse(printed)).to.have.length(3);
    const [task] = world.api.cloud
      .list("sandbox:ecs/task")
      .filter(({ state }) => state.startedBy === "emergency");
    expect(task?.state.taskDefinitionArn).to.equal(await world.running("ingest-worker"));
    expect(task?.state.command).to.deep.equal(["npm", "run", "emergency"]);
  });

  it("rollback.md shows what runs, and whose alarms are on", async () => {
    await world.release("ingest-worker", "1");
    const [first = ""] = runbook("rollback.md").blocks.map(here);
    for (const words of linesOfNc(first)) {
      const { code, err } = await world.nc(words, deployRoleOf("ingest-worker"));
      expect([code, err]).to.deep.equal([0, ""]);
    }
    const last = blocksWith("rollback.md", "describe-alarms");
    expect(JSON.parse(await shell(last))).to.deep.equal([]);
  });

  it("drain.md shows what is in flight, and stops the task that holds it", async () => {
    await world.release("audit-queue", "1");
    setBehaviour(world.api.account, digestOf("1"), "slow");
    const seen = await shell(blocksWith("drain.md", "ApproximateNumberOfMessagesNotVisible"));
    expect(seen)
      .to.match(/^open\n/)
      .and.to.match(/"ApproximateNumberOfMessagesNotVisible": "[1-9]/);
    const tasks = await shell(blocksWith("drain.md", "--query taskArns"));
    expect(JSON.parse(tasks)).to.have.length.above(0);
    await shell(blocksWith("drain.md", "stop-task"));
  });

  it("drain.md opens an intake that a run has left closed, with the same key", async () => {
    await world.release("audit-queue", "1");
    const before = world.intake();
    await world.closeIntake();
    expect(world.intake().value).to.equal("drained");
    await shell(blocksWith("drain.md", "put-parameter"));
    expect(world.intake()).to.deep.include({ value: "open", keyId: before.keyId });
  });

  it("drain.md moves dead letters back to their queue", async () => {
    await world.send("nc-audit-queue-stg-dead-letters", "one");
    await shell(blocksWith("drain.md", "start-message-move-task"));
    expect(world.messagesIn("nc-audit-queue-stg-dead-letters")).to.equal(0);
    expect(world.messagesIn("nc-audit-queue-stg-queue")).to.equal(1);
  });

  it("[§14] drain.md can be done by break-glass while its window is open, and not before", async () => {
    await world.release("audit-queue", "1");
    await world.closeIntake();
    await world.send("nc-audit-queue-stg-dead-letters", "one");
    const role = "nc-platform-stg-break-glass";
    const steps = ["stop-task", "put-parameter", "start-message-move-task"].map((text) =>
      blocksWith("drain.md", text),
    );
    for (const step of steps) {
      const refusal = await shell(step, role).then(() => "", String);
      expect(refusal).to.contain("AccessDenied");
    }
    world.openBreakGlass();
    for (const step of steps) await shell(step, role);
    expect(world.intake().value).to.equal("open");
    expect(world.messagesIn("nc-audit-queue-stg-dead-letters")).to.equal(0);
    expect(world.messagesIn("nc-audit-queue-stg-queue")).to.be.above(0);
  });

  it("[§14] break-glass.md lets its person in by MFA while the window is open, and nobody else", async () => {
    const assume = blocksWith("break-glass.md", "assume-role");
    const by = (user: string, block = assume) =>
      runShell(block, variablesOf(world.api.as(ADMINISTRATOR, { user })), cwd);
    const refused = async (call: Promise<string>) =>
      expect(await call.then(() => "a session", String)).to.contain("AccessDenied");
    await refused(by("alice"));
    world.openBreakGlass();
    await refused(by("bob"));
    await refused(by("alice", assume.replace(/ *--serial-number .*/, "")));
    const { Credentials, SourceIdentity } = JSON.parse(await by("alice"));
    expect(SourceIdentity).to.equal("alice");
    const expires = new Date(Credentials.Expiration).getTime();
    expect(expires - world.api.world.clock.now().getTime()).to.equal(60 * 60_000);
  });

  it("lost-app-key.md puts the new key in its place, and nothing of it stays in the folder", async () => {
    writeFileSync(join(cwd, "app.pem"), "-----BEGIN RSA PRIVATE KEY-----\nnew\n");
    await shell(blocksWith("lost-app-key.md", "put-secret-value"));
    const [value] = world.api.cloud.list("sandbox:secretsmanager/value");
    expect(JSON.parse(String(value?.state.value))).to.deep.equal({
      appId: 77,
      installationId: 7,
      privateKey: "-----BEGIN RSA PRIVATE KEY-----\nnew\n",
    });
    expect(await shell("ls")).to.equal("");
  });
});
