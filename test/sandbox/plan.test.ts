import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { unmade } from "../../tools/plan-holds";
import { projectWith, testSandbox } from "../support/sandbox";

const FIXTURE = "test/sandbox/fixtures/planned.ts";
const TOPIC = "aws:sns/topic:Topic";

describe("[§12] a plan that was approved", function () {
  this.timeout("5 minutes");
  const sandbox = testSandbox();
  const cloud = openCloud(foldersOf(sandbox.folder).cloud("dev"));
  after(() => sandbox.remove());

  const run = (command: string, file: string, topics: number) => {
    const words = [command, "dev", "--plan", join(sandbox.folder, file)];
    return sandbox.run(words, FIXTURE, { NC_TOPICS: String(topics) });
  };
  const topics = () => cloud.list(TOPIC).length;

  it("is written by a preview, which makes nothing", async () => {
    const planned = await run("preview", "first.json", 1);
    expect(planned.stdout, planned.stderr).to.match(/dev: 3 to create, .*0 violations\n$/);
    expect(existsSync(join(sandbox.folder, "first.json"))).to.equal(true);
    expect(topics()).to.equal(0);
  });

  it("refuses what the program makes beyond it", async () => {
    const up = await run("up", "first.json", 2);
    expect(up.stdout).to.match(/error: topic-2: create is not allowed by the plan/);
    expect(up.code).to.equal(1);
  });

  it("is applied with the program that it was made of", async () => {
    const up = await run("up", "first.json", 1);
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    expect(topics()).to.equal(1);
  });

  it("refuses an environment that has changed since", async () => {
    const planned = await run("preview", "second.json", 2);
    expect(planned.stdout).to.match(/dev: 1 to create, 0 to change, /);
    const [topic] = cloud.list(TOPIC);
    if (topic === undefined) throw new Error("dev has no topic");
    cloud.patch(topic, (state) => ({ ...state, tags: {} }));
    expect((await sandbox.run(["refresh", "dev"], FIXTURE)).code).to.equal(0);

    const up = await run("up", "second.json", 2);
    expect(up.stdout).to.match(/error: topic-1: resource .* violates plan/);
    expect(up.code).to.equal(1);
  });
});

describe("[§12] a plan of a whole environment", function () {
  this.timeout("10 minutes");
  const sandbox = testSandbox();
  // The real program, and a provider beside it.
  const real = "test/sandbox/fixtures/break.ts";
  const file = (name: string) => join(sandbox.folder, name);
  const written = (name: string) => unmade(JSON.parse(readFileSync(file(name), "utf8")));
  after(() => sandbox.remove());

  it("cannot be kept to where it makes the network, and says so", async () => {
    const planned = await sandbox.run(["preview", "dev", "--plan", file("network.json")]);
    expect(planned.code, planned.stdout + planned.stderr).to.equal(0);
    const subnets = written("network.json").filter((urn) => urn.includes("ec2/subnet:Subnet::"));
    expect(subnets).not.to.be.empty;
  });

  it("is applied where the network is there", async () => {
    expect((await sandbox.run(["up", "dev"])).code).to.equal(0);
    const project = projectWith(sandbox.folder, "dev", (text) =>
      text.replace("logRetentionDays: 30", "logRetentionDays: 60"),
    );
    const run = (command: string) =>
      sandbox.run([command, "dev", "--plan", file("logs.json")], real, { NC_PROJECT: project });
    expect((await run("preview")).stdout).to.match(/dev: 1 to create, [1-9]\d* to change, /);
    expect(written("logs.json")).to.deep.equal([]);

    const up = await run("up");
    expect(up.stdout, up.stderr).to.match(/dev: 1 created, [1-9]\d* changed, 0 deleted, /);
    expect(up.code).to.equal(0);
  });
});
