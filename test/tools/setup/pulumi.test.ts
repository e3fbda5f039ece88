import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findPulumi, isNewEnough, providePulumi, VERSION } from "../../../tools/setup/pulumi.mjs";

describe("the pulumi CLI", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-pulumi-"));
  const saved = { ...process.env };
  const install = (version: string) => {
    const file = join(folder, "pulumi");
    writeFileSync(file, `#!/bin/sh\necho ${version}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const never = () => Promise.reject(new Error("no network"));

  beforeEach(() => {
    process.env.PATH = folder;
    process.env.XDG_CACHE_HOME = folder;
  });
  afterEach(() => {
    Object.assign(process.env, { PATH: saved.PATH });
    if (saved.XDG_CACHE_HOME) process.env.XDG_CACHE_HOME = saved.XDG_CACHE_HOME;
    else delete process.env.XDG_CACHE_HOME;
    rmSync(join(folder, "pulumi"), { force: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  const versions: [version: string, taken: boolean][] = [
    [VERSION, true],
    ["v3.260.0", true],
    ["3.259.1", true],
    ["v3.258.9", false],
    ["v2.999.0", false],
    ["v4.0.0", false],
    ["v3.300.0-alpha.1+dirty", true],
    ["", false],
    ["nonsense", false],
  ];
  for (const [version, taken] of versions) {
    it(`"${version}" is ${taken ? "taken" : "not taken"}`, () => {
      expect(isNewEnough(version)).to.equal(taken);
    });
  }

  it("on PATH is used when it is new enough", async () => {
    const file = install(VERSION);
    expect(await providePulumi({ download: never })).to.equal(file);
  });

  it("is asked for its version in a home of its own, of which nothing stays", async () => {
    const file = install(VERSION);
    const told = join(folder, "told");
    writeFileSync(file, `#!/bin/sh\nprintf %s "$PULUMI_HOME" > ${told}\necho ${VERSION}\n`);
    expect(await findPulumi()).to.equal(file);
    const home = readFileSync(told, "utf8");
    expect(home).to.match(/nc-pulumi-home-/);
    expect(existsSync(home)).to.equal(false);
  });

  it("is downloaded where the one on PATH is too old, and then found again", async () => {
    install("v3.100.0");
    const download = async (_: string, target: string) => writeFileSync(target, "downloaded");
    const file = await providePulumi({ download });
    expect(file).to.equal(join(folder, "neurocipher-platform", "pulumi", VERSION, "pulumi"));
    expect(readFileSync(file, "utf8")).to.equal("downloaded");
    expect(await providePulumi({ download: never })).to.equal(file);
    rmSync(file);
  });

  it("is missing, with every way to get it, where none of them works", async () => {
    const failure = await providePulumi({ download: never }).catch((error: Error) => error);
    expect(failure).to.have.property("name", "Missing");
    expect(failure).to.have.property(
      "message",
      `pulumi ${VERSION} is missing: expected its CLI on PATH, access to get.pulumi.com, ` +
        "or Go with access to its module proxy",
    );
  });
});
