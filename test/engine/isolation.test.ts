import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { onPath } from "../../tools/children.mjs";
import { findPulumi } from "../../tools/setup/pulumi.mjs";
import { testSandbox } from "../support/sandbox";

/** A network namespace of its own has a loopback interface and nothing else. */
const ALONE = ["-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];

/** What strace writes down; it stops a process at these calls alone. */
const CALLS = ["connect", "sendto", "open", "openat", "creat"];
const STRACE = ["-f", "--seccomp-bpf", "-qq", "-s", "400", "-e", `trace=${CALLS}`];

/** What a user's own environment may hold; each would do harm if it were read. */
const HOSTILE = {
  AWS_PROFILE: "missing",
  AWS_REGION: "xx-nowhere-1",
  AWS_ACCESS_KEY_ID: "AKIDNOTREAL",
  GITHUB_TOKEN: "not-a-token",
  PULUMI_ACCESS_TOKEN: "not-a-token",
  PULUMI_BACKEND_URL: "https://backend.invalid",
  PULUMI_CONFIG_PASSPHRASE_FILE: "/missing",
  HTTPS_PROXY: "http://127.0.0.1:9",
};

/** Files that a tracer may see opened for writing outside the sandbox: not the user's. */
const HARMLESS = /^(\/dev\/|\/proc\/|.*\/tsx-\d+\/|.*\/node_modules\/\.cache\/bundles\/)/;

describe("the sandbox, apart from its user and from the world", () => {
  const sandbox = testSandbox();
  const home = join(sandbox.folder, "..", `${sandbox.folder.split("/").at(-1)}-home`);
  const words = ["--import", "tsx", "sandbox/main.ts", "preview", "dev", "--folder"];
  const command = [process.execPath, ...words, sandbox.folder];
  const trace = join(sandbox.folder, "trace");
  const alone = spawnSync("unshare", [...ALONE, "true"], { encoding: "utf8" });
  const traced = onPath("strace") !== undefined;
  let preview: SpawnSyncReturns<string>;

  before(async () => {
    const cli = process.env.NC_PULUMI ?? (await findPulumi()) ?? "";
    mkdirSync(join(home, ".pulumi"), { recursive: true });
    mkdirSync(join(home, ".aws"));
    writeFileSync(join(home, ".pulumi", "credentials.json"), "not JSON");
    writeFileSync(join(home, ".aws", "config"), "not INI [");

    // One run shows all three: what this machine has of tools is around it.
    const around = [
      ...(alone.status === 0 ? ["unshare", ...ALONE] : []),
      ...(traced ? ["strace", ...STRACE, "-o", trace] : []),
    ];
    const [program = "", ...rest] = [...around, ...command];
    preview = spawnSync(program, rest, {
      encoding: "utf8",
      env: { ...process.env, ...HOSTILE, HOME: home, NC_PULUMI: cli },
    });
  });
  after(() => {
    sandbox.remove();
    spawnSync("rm", ["-rf", home]);
  });

  it("plans the same whatever the user's variables say", () => {
    expect(preview.stdout, preview.stderr).to.match(/dev: .* 0 violations\n$/);
    expect(preview.status).to.equal(0);
    expect(readdirSync(home, { recursive: true }).sort()).to.deep.equal([
      ".aws",
      ".aws/config",
      ".pulumi",
      ".pulumi/credentials.json",
    ]);
  });

  it("opens no file of the user's, and no connection but to loopback", function () {
    if (!traced) {
      console.log("      skipped: strace is missing: apt-get install strace");
      return this.skip();
    }
    const lines = readFileSync(trace, "utf8").split("\n");
    const remote = lines.filter((line) => /sa_family=AF_INET/.test(line) && !isLoopback(line));
    expect(remote).to.deep.equal([]);
    expect(lines.some((line) => isLoopback(line))).to.equal(true);
    expect(lines.filter((line) => line.includes(`"${home}`))).to.deep.equal([]);
    const written = lines
      .filter((line) => /O_(WRONLY|RDWR|CREAT)/.test(line))
      .map((line) => /"([^"]+)"/.exec(line)?.[1] ?? "")
      .filter((file) => !file.startsWith(sandbox.folder) && !HARMLESS.test(file));
    expect(written).to.deep.equal([]);
  });

  it("needs no network but loopback", function () {
    if (alone.status !== 0) {
      const reason = alone.error ?? alone.stderr.trim();
      console.log(`      skipped: ${reason}: apt-get install util-linux iproute2`);
      return this.skip();
    }
    expect(preview.stdout, preview.stderr).to.match(/dev: .* 0 violations\n$/);
    expect(preview.status).to.equal(0);
  });
});

function isLoopback(line: string): boolean {
  return /inet_addr\("127\.|inet_pton\(AF_INET6, "(::1|::ffff:127\.)/.test(line);
}
