import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { downloadRelease } from "../../../tools/setup/release.mjs";

const HOST = "https://get.pulumi.com/releases/sdk";
const ARCHIVE = "pulumi-v3.259.0-linux-x64.tar.gz";

describe("the release of the CLI", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-release-"));
  const target = join(folder, "made", "pulumi");
  let archive = Buffer.alloc(0);
  let asked: string[] = [];

  before(() => {
    mkdirSync(join(folder, "pulumi"));
    mkdirSync(join(folder, "made"));
    writeFileSync(join(folder, "pulumi", "pulumi"), "the CLI");
    writeFileSync(join(folder, "pulumi", "pulumi-language-nodejs"), "another");
    execFileSync("tar", ["-czf", join(folder, ARCHIVE), "-C", folder, "pulumi"]);
    archive = readFileSync(join(folder, ARCHIVE));
  });
  beforeEach(() => {
    asked = [];
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Answers like the host, whose checksums are `sums`. */
  const host = (sums: string, status = 200) =>
    (async (url: Parameters<typeof fetch>[0]) => {
      asked.push(String(url));
      const body = String(url).endsWith(".txt") ? sums : new Uint8Array(archive);
      return new Response(body, { status });
    }) as typeof fetch;
  const download = (fetch: typeof globalThis.fetch, platform = "linux") =>
    downloadRelease("v3.259.0", target, { fetch, platform, arch: "x64" }).catch(
      (error: Error) => error.message,
    );
  const sha256 = () => createHash("sha256").update(archive).digest("hex");

  it("is put in its place when its SHA-256 is the release's, without the plugins", async () => {
    const other = `${"0".repeat(64)}  pulumi-v3.259.0-darwin-x64.tar.gz`;
    expect(await download(host(`${other}\n${sha256()}  ${ARCHIVE}\n`))).to.equal(undefined);
    expect(readFileSync(target, "utf8")).to.equal("the CLI");
    expect(readdirSync(join(folder, "made"))).to.deep.equal(["pulumi"]);
    expect(asked).to.deep.equal([`${HOST}/pulumi-3.259.0-checksums.txt`, `${HOST}/${ARCHIVE}`]);
    rmSync(target);
  });

  it("is refused when its SHA-256 is another", async () => {
    const wanted = "1".repeat(64);
    expect(await download(host(`${wanted}  ${ARCHIVE}`))).to.equal(
      `SHA-256 of ${ARCHIVE} is ${sha256()}: expected ${wanted}`,
    );
    expect(readdirSync(join(folder, "made"))).to.deep.equal([]);
  });

  const failures: [what: string, fetch: typeof globalThis.fetch, message: string][] = [
    ["names no such file", host("<html>"), `the release has no SHA-256 of ${ARCHIVE}`],
    ["answers no", host("", 403), `${HOST}/pulumi-3.259.0-checksums.txt answers 403`],
  ];
  for (const [what, fetch, message] of failures) {
    it(`is not to be had where the host ${what}`, async () => {
      expect(await download(fetch)).to.equal(message);
      expect(readdirSync(join(folder, "made"))).to.deep.equal([]);
    });
  }

  it("does not exist for every system", async () => {
    expect(await download(host(""), "sunos")).to.equal("there is no release for sunos on x64");
    expect(asked).to.deep.equal([]);
  });
});
