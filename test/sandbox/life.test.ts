import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { testSandbox } from "../support/sandbox";

const tracked = () => execFileSync("git", ["status", "--porcelain"], { encoding: "utf8" });

describe("npm run sandbox", function () {
  this.timeout("10 minutes");
  const sandbox = testSandbox();
  after(() => sandbox.remove());

  it("goes on after a run that was killed in the middle", async () => {
    const killed = await sandbox.kill(["up", "dev", "--verbose"], /created/);
    expect(killed.code).to.equal(null);
    const again = await sandbox.run(["up", "dev"]);
    expect(again.stderr + again.stdout).to.match(/dev: .*0 violations\n$/);
    expect(again.code).to.equal(0);
  });

  it("changes nothing the second time, in tracked files neither", async () => {
    const before = tracked();
    const second = await sandbox.run(["up", "dev"]);
    expect(second.stdout).to.match(/dev: 0 (to create|created), 0 .*, 0 .*, .*0 violations\n$/);
    expect(second.code).to.equal(0);
    expect(tracked()).to.equal(before);
  });

  it("reads neither the user's home nor the user's credentials", async () => {
    const home = join(sandbox.folder, "poisoned");
    mkdirSync(join(home, ".pulumi"), { recursive: true });
    mkdirSync(join(home, ".aws"));
    writeFileSync(join(home, ".pulumi", "credentials.json"), "not JSON");
    writeFileSync(join(home, ".aws", "config"), "not INI [");
    const env = { HOME: home, AWS_PROFILE: "missing", PULUMI_ACCESS_TOKEN: "x", AWS_REGION: "x" };
    const run = await sandbox.run(["preview", "dev"], undefined, env);
    expect(run.stderr).to.contain("preview");
    expect(run.code).to.equal(0);
    expect(readdirSync(join(home, ".pulumi"))).to.deep.equal(["credentials.json"]);
  });

  it("needs no network but loopback", async function () {
    // A network namespace of its own has a loopback interface and nothing else.
    const alone = ["-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
    const able = spawnSync("unshare", [...alone, "true"], { encoding: "utf8" });
    if (able.status !== 0) {
      console.log(
        `      skipped: ${able.error ?? able.stderr}: apt-get install util-linux iproute2`,
      );
      return this.skip();
    }
    const command = [process.execPath, "--import", "tsx", "sandbox/main.ts", "preview", "dev"];
    const words = [...alone, ...command, "--folder", sandbox.folder];
    const run = spawnSync("unshare", words, { encoding: "utf8" });
    expect(run.stdout).to.match(/dev: .*0 violations\n$/);
    expect(run.status).to.equal(0);
  });

  it("leaves nothing after destroy", async () => {
    const run = await sandbox.run(["destroy", "dev"]);
    expect(run.code).to.equal(0);
    const cloud = join(sandbox.folder, "cloud", "dev");
    expect(existsSync(cloud) ? readdirSync(cloud) : []).to.deep.equal([]);
  });
});
