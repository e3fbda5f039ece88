import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { ADMINISTRATOR } from "../../sandbox/api/authorization/sessions";
import { TRAIL } from "../../sandbox/api/trail";
import { describeClaimed } from "./support/claims";
import { here } from "./support/here";

const TESTS = "test/runbooks/show.test.ts";
const BREAK_GLASS = "nc-platform-stg-break-glass";

describeClaimed("what a runbook's commands show of an account", TESTS, (commands) => {
  const { by, path, refused, shell, shown, world } = here(commands);

  describe("break-glass.md", () => {
    const page = "break-glass.md";
    const assume = (user: string, change = (command: string) => command) =>
      commands.run(page, "aws sts assume-role", (command) =>
        by([ADMINISTRATOR, { user }], change(command)),
      );

    it("[§14] lets its person in by MFA while the window is open, and nobody else", async () => {
      await refused(assume("alice"));
      world.openBreakGlass();
      await refused(assume("bob"));
      await refused(assume("alice", (command) => command.replace(/ *--serial-number .*/, "")));
      const { Credentials, SourceIdentity } = JSON.parse(await assume("alice"));
      expect(SourceIdentity).to.equal("alice");
      const expires = new Date(Credentials.Expiration).getTime();
      expect(expires - world.api.world.clock.now().getTime()).to.equal(60 * 60_000);
    });

    it("[§14] closes what asks for the review, with the link to it", async () => {
      world.openBreakGlass();
      await assume("alice");
      const items = () => world.api.cloud.list("sandbox:ssm/opsItem").map(({ state }) => state);
      expect(items().map(({ status }) => status)).to.deep.equal(["Open"]);
      await shell(page, "update-ops-item");
      const [item] = items();
      expect(item).to.deep.include({ status: "Resolved", source: "nc-break-glass" });
      expect(item?.operationalData).to.deep.include({
        review: { Value: "https://example.com/reviews/INC-1234", Type: "SearchableString" },
      });
    });

    it("[§14] lists what was changed under that name in the window, and by nobody else", async () => {
      await world.release("audit-queue", "1");
      await world.closeIntake();
      world.openBreakGlass();
      const stop = "stop-task";
      await shell("drain.md", stop);
      await commands.run("drain.md", "put-parameter", (command) =>
        by([BREAK_GLASS, { sourceIdentity: "alice" }], command),
      );
      const now = world.api.world.clock.now();
      const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
      const listed = await commands.run(page, "sourceIdentity ==", (command) =>
        by(
          [ADMINISTRATOR],
          command.replace("2026-11-27T14:00:00Z", at(-1)).replace("2026-11-27T15:00:00Z", at(59)),
        ),
      );
      const rows = listed
        .trim()
        .split("\n")
        .map((row) => JSON.parse(row));
      expect(rows).to.have.length(1);
      const [[, event, error, parameters]] = rows;
      expect([event, error, parameters.name]).to.deep.equal([
        "PutParameter",
        null,
        "/nc/stg/audit-queue/config/intake",
      ]);
      // CloudTrail never has a parameter's value.
      expect(parameters.value).to.equal("HIDDEN_DUE_TO_SECURITY_REASONS");
    });
  });

  describe("lost-app-key.md", () => {
    const page = "lost-app-key.md";
    const put = async () => {
      writeFileSync(path("app.pem"), "-----BEGIN RSA PRIVATE KEY-----\nnew\n");
      await commands.run(page, "put-secret-value", (command) => by([ADMINISTRATOR], command));
    };

    it("puts the new key in its place, and nothing of it stays in the folder", async () => {
      await put();
      const [value] = world.api.cloud.list("sandbox:secretsmanager/value");
      expect(JSON.parse(String(value?.state.value))).to.deep.equal({
        appId: 77,
        installationId: 7,
        privateKey: "-----BEGIN RSA PRIVATE KEY-----\nnew\n",
      });
      expect(await by([ADMINISTRATOR], "ls")).to.equal("");
    });

    it("names who has read the secret, and no reader of another", async () => {
      await put();
      const other = "/nc/prod/ingest-worker/secret/database-url";
      const asked = (sessionName: string, words: string) =>
        by([ADMINISTRATOR, { sessionName }], `aws secretsmanager ${words}`);
      await asked("bob", `put-secret-value --secret-id ${other} --secret-string x`);
      await asked("bob", `get-secret-value --secret-id ${other}`);
      await asked("eve", "get-secret-value --secret-id /nc/prod/platform/secret/issues-app");
      // A call that is denied has no parameters.
      TRAIL.put(world.api.cloud, "denied", {
        id: "denied",
        at: world.api.world.clock.now().toISOString(),
        name: "GetSecretValue",
        source: "secretsmanager.amazonaws.com",
        isReadOnly: true,
        region: "ca-central-1",
        userName: "mallory",
        resources: [],
        record: JSON.stringify({ errorCode: "AccessDenied", requestParameters: null }),
      });
      const listed = await shell(page, "AttributeValue=GetSecretValue");
      const [row, ...more] = listed.trim().split("\n");
      expect(more).to.deep.equal([]);
      const [, arn, address] = JSON.parse(row ?? "");
      expect(arn).to.equal(`arn:aws:sts::${world.account}:assumed-role/${ADMINISTRATOR}/eve`);
      expect(address).to.equal("127.0.0.1");
    });

    it("and alarms.md name who has changed it, without what it holds", async () => {
      await put();
      const listed = await shell("alarms.md", "AttributeValue=PutSecretValue");
      const [row, ...more] = listed.trim().split("\n");
      expect(more).to.deep.equal([]);
      const [, arn, , parameters] = JSON.parse(row ?? "");
      expect(arn).to.contain(`:assumed-role/${ADMINISTRATOR}/`);
      expect(parameters.secretId).to.equal("/nc/stg/platform/secret/issues-app");
      expect(listed).not.to.contain("BEGIN RSA");
    });
  });

  it("retire.md shows that a worker has stopped, and what its queue holds", async () => {
    const shownOf = await shell("retire.md", "aws ecs describe-services");
    expect(shownOf)
      .to.match(/^\[\n +\d+\n\]/)
      .and.to.match(/"ApproximateNumberOfMessages": "0"/);
  });

  describe("alarms.md", () => {
    const page = "alarms.md";

    it("shows the KPIs, and the events that they are from", async () => {
      await world.release("ingest-worker", "1");
      expect(await shown(page, "nc kpi ")).to.match(/lead time/);
      await shown(page, "nc history ");
    });

    it("shows why a target is not healthy, and why tasks are missing", async () => {
      const [group] = world.api.cloud.list("aws:lb/targetGroup:TargetGroup");
      const health = await commands.run(page, "describe-target-health", (command) =>
        by([ADMINISTRATOR], command.replace(" x ", ` ${group?.state.arn} `)),
      );
      expect(JSON.parse(health)).to.be.an("array");
      const events = await shell(page, "aws ecs describe-services");
      expect(JSON.parse(events)).to.have.length(1);
    });

    it("starts the audit trail again", async () => {
      const [trail] = world.api.cloud.list("aws:cloudtrail/trail:Trail");
      if (!trail) throw new Error("there is no trail");
      world.api.cloud.patch(trail, (state) => ({ ...state, enableLogging: false }));
      await shell(page, "start-logging");
      const [now] = world.api.cloud.list("aws:cloudtrail/trail:Trail");
      expect(now?.state.enableLogging).to.equal(true);
    });
  });
});
