import { expect } from "chai";
import { setBehaviour } from "../../sandbox/api/simulation/behaviours";
import { digestOf } from "../delivery/adapters/aws/support/deliveries";
import { deployRoleOf } from "../delivery/adapters/aws/support/program-account";
import { describeClaimed } from "./support/claims";
import { here } from "./support/here";

const TESTS = "test/runbooks/run.test.ts";
const BREAK_GLASS = "nc-platform-stg-break-glass";

describeClaimed("a runbook's commands, run as they stand", TESTS, (commands) => {
  const { nc, refused, shell, shown, world } = here(commands);

  describe("rollback.md", () => {
    const page = "rollback.md";
    for (const service of ["ingest-worker", "api-adapter", "audit-queue"] as const) {
      it(`[§14] brings back what ran before of ${service}`, async () => {
        const before = await world.release(service, "1");
        await world.release(service, "2");
        const running = await world.running(service);
        expect(running).not.to.equal(before);
        const { code, out, err } = await nc(page, `nc rollback ${service}`);
        expect(code, err).to.equal(1);
        expect(out).to.match(/incident oi-\S+\n {2}root-cause ticket https:/);
        expect(await world.running(service)).to.equal(before);
      });
    }

    it("[§14] takes a flag back that turned the fault on", async () => {
      const flags = async (...words: string[]) => {
        const all = ["flags", ...words, "--environment", "stg"];
        const { code, out, err } = await world.nc(all, deployRoleOf("ingest-worker"));
        expect(code, err).to.equal(0);
        return out;
      };
      await flags("deploy", "ingest-worker");
      expect(await flags("plan", "ingest-worker")).not.to.contain("new-parser");
      const killed = await nc(page, "nc flags kill");
      expect(killed.code, killed.err).to.equal(0);
      expect(killed.out).to.match(/oi-\w+/);
      expect(await flags("plan", "ingest-worker")).to.contain("new-parser: new");
    });

    it("[§14] runs the emergency script as a task of the failed release", async () => {
      await world.release("ingest-worker", "1");
      const printed = await shell(page, "--started-by emergency");
      expect(JSON.parse(printed)).to.have.length(3);
      const [task] = world.api.cloud
        .list("sandbox:ecs/task")
        .filter(({ state }) => state.startedBy === "emergency");
      expect(task?.state.taskDefinitionArn).to.equal(await world.running("ingest-worker"));
      expect(task?.state.command).to.deep.equal(["npm", "run", "emergency"]);
    });

    it("shows what runs, what happened, and whose alarms are on", async () => {
      await world.release("ingest-worker", "1");
      expect(await shown(page, "nc status ingest-worker")).to.match(/v1\.1\.0/);
      await shown(page, "nc history ingest-worker");
      expect(JSON.parse(await shell(page, "aws cloudwatch describe-alarms"))).to.deep.equal([]);
    });
  });

  describe("drain.md", () => {
    const page = "drain.md";

    it("shows what is in flight, and stops the task that holds it", async () => {
      await world.release("audit-queue", "1");
      setBehaviour(world.api.account, digestOf("1"), "slow");
      const seen = await shell(page, 'get-queue-attributes --queue-url "$queue"');
      expect(seen)
        .to.match(/^open\n/)
        .and.to.match(/"ApproximateNumberOfMessagesNotVisible": "[1-9]/);
      expect(await shown(page, "nc status audit-queue")).to.match(/v1\.1\.0/);
      expect(JSON.parse(await shell(page, "--query taskArns"))).to.have.length.above(0);
      await shell(page, "stop-task");
    });

    it("[§14] opens an intake that a run has left closed, by a rollback", async () => {
      const before = await world.release("audit-queue", "1");
      await world.release("audit-queue", "2");
      await world.closeIntake();
      expect(world.intake().value).to.equal("drained");
      const { code, err } = await nc(page, "nc rollback audit-queue");
      expect(code, err).to.equal(1);
      expect(world.intake().value).to.equal("open");
      expect(await world.running("audit-queue")).to.equal(before);
    });

    it("opens it by hand too, with the same key", async () => {
      await world.release("audit-queue", "1");
      const before = world.intake();
      await world.closeIntake();
      expect(world.intake().value).to.equal("drained");
      await shell(page, "put-parameter");
      expect(world.intake()).to.deep.include({ value: "open", keyId: before.keyId });
    });

    it("moves dead letters back to their queue", async () => {
      await world.send("nc-audit-queue-stg-dead-letters", "one");
      await shell(page, "start-message-move-task");
      expect(world.messagesIn("nc-audit-queue-stg-dead-letters")).to.equal(0);
      expect(world.messagesIn("nc-audit-queue-stg-queue")).to.equal(1);
    });

    it("[§14] can be done by break-glass while its window is open, and not before", async () => {
      await world.release("audit-queue", "1");
      await world.closeIntake();
      await world.send("nc-audit-queue-stg-dead-letters", "one");
      const steps = ["stop-task", "put-parameter", "start-message-move-task"];
      for (const step of steps) await refused(shell(page, step, BREAK_GLASS));
      world.openBreakGlass();
      for (const step of steps) await shell(page, step, BREAK_GLASS);
      expect(world.intake().value).to.equal("open");
      expect(world.messagesIn("nc-audit-queue-stg-dead-letters")).to.equal(0);
      expect(world.messagesIn("nc-audit-queue-stg-queue")).to.be.above(0);
    });
  });

  it("hooks.md brings the version before back", async () => {
    const before = await world.release("ingest-worker", "1");
    await world.release("ingest-worker", "2");
    const { code, err } = await nc("hooks.md", "nc rollback ingest-worker");
    expect(code, err).to.equal(1);
    expect(await world.running("ingest-worker")).to.equal(before);
  });
});
