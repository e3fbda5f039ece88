import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { onPath } from "../../../tools/children.mjs";
import { findPulumi, providePulumi, VERSION } from "../../../tools/setup/pulumi.mjs";
import { downloadRelease } from "../../../tools/setup/release.mjs";
import { withServer } from "../../support/loopback";

const HOST = "https://get.pulumi.com";
const ARCHIVE = `pulumi-${VERSION}-linux-x64.tar.gz`;

describe("the release of the CLI, from a host on loopback", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-download-"));
  const target = join(folder, "neurocipher-platform", "pulumi", VERSION, "pulumi");
  const saved = { ...process.env };
  let archive = Buffer.alloc(0);
  let version = "";

  before(async function () {
    const cli = process.env.NC_PULUMI ?? (await findPulumi());
    if (cli === undefined) {
      console.log("    skipped: there is no CLI to serve: npm test provides one");
      return this.skip();
    }
    version = versionOf(cli);
    mkdirSync(join(folder, "pulumi"));
    cpSync(cli, join(folder, "pulumi", "pulumi"));
    const words = ["-cf", "-", "-C", folder, "pulumi/pulumi"];
    const packed = `tar ${words.join(" ")} | gzip -1 > ${join(folder, ARCHIVE)}`;
    execFileSync("sh", ["-c", packed]);
    archive = readFileSync(join(folder, ARCHIVE));
    // Neither a `pulumi` nor a Go of the machine is in the way.
    mkdirSync(join(folder, "bin"));
    for (const name of ["tar", "gzip"]) symlinkSync(onPath(name) ?? "", join(folder, "bin", name));
    process.env.PATH = join(folder, "bin");
    process.env.XDG_CACHE_HOME = folder;
  });
  after(() => {
    for (const name of ["PATH", "XDG_CACHE_HOME"]) {
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
    }
    rmSync(folder, { recursive: true });
  });

  const versionOf = (cli: string) => {
    const env = { PULUMI_HOME: join(folder, "home"), PULUMI_SKIP_UPDATE_CHECK: "true" };
    return spawnSync(cli, ["version"], { encoding: "utf8", env }).stdout.trim();
  };

  /** Provides the CLI from a host that serves the archive, of which it says that sum. */
  const provide = (sum: string) =>
    withServer(
      ({ url }, response) => {
        const files: Record<string, string | Buffer> = {
          [`/releases/sdk/pulumi-${VERSION.slice(1)}-checksums.txt`]: `${sum}  ${ARCHIVE}\n`,
          [`/releases/sdk/${ARCHIVE}`]: archive,
        };
        const content = files[url ?? ""];
        response.writeHead(content === undefined ? 404 : 200).end(content);
      },
      async (base) => {
        const local: typeof fetch = (url, init) => fetch(String(url).replace(HOST, base), init);
        const download: typeof downloadRelease = (version, draft, options) =>
          downloadRelease(version, draft, {
            ...options,
            fetch: local,
            platform: "linux",
            arch: "x64",
          });
        return providePulumi({ download }).catch((error: Error) => error.message);
      },
    );

  it("is refused where its content is not what the host's sums say", async () => {
    expect(await provide("1".repeat(64))).to.match(/^pulumi .* is missing: expected its CLI/);
    expect(existsSync(target)).to.equal(false);
  });

  it("is fetched, checked, unpacked and runs", async () => {
    const sum = createHash("sha256").update(archive).digest("hex");
    expect(await provide(sum)).to.equal(target);
    expect(versionOf(target)).to.equal(version);
    expect(version).to.match(/^v\d+\.\d+\.\d+/);
  });
});
