import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { testSandbox } from "../support/sandbox";

const FIXTURE = "test/engine/fixtures/planned.ts";
const TOPIC = "aws:sns/topic:Topic";

describe("[§12] a plan that was approved", () => {
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
