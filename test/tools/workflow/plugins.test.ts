import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { installation, pinned, pinnedPlugins } from "../../../tools/workflow/plugins";

const LOCK = JSON.parse(
  readFileSync(new URL("../../../package-lock.json", import.meta.url), "utf8"),
);
const SUM = "a".repeat(64);

describe("the list of providers that the engine may run", () => {
  it("has every provider that the lockfile has, at its version", () => {
    const sdks = Object.keys(LOCK.packages[""].dependencies).filter((name) =>
      /^@pulumi\/(?!pulumi$|policy$)/.test(name),
    );
    const locked = sdks.map((sdk) => {
      const { version } = LOCK.packages[`node_modules/${sdk}`];
      return `${sdk.split("/").at(-1)} ${version}`;
    });
    const listed = pinnedPlugins().map(({ name, version }) => `${name} ${version}`);
    expect(locked).to.have.members(["aws 7.48.0", "awsx 3.9.0", "github 6.15.0"]);
    expect(listed).to.include.members(locked);
  });

  it("has no provider that the lockfile has not, and at most one version beside its own", () => {
    const names = pinnedPlugins().map(({ name }) => name);
    expect([...new Set(names)]).to.deep.equal(["aws", "awsx", "github"]);
    for (const name of names) expect(names.filter((each) => each === name).length).to.be.below(3);
  });

  it("installs exactly the archive of its checksum, from its usual place", () => {
    const plugin = { name: "aws", version: "7.48.0", sha256: { "linux-amd64": SUM } };
    expect(installation(plugin, "linux-amd64").join(" ")).to.equal(
      "plugin install resource aws 7.48.0 --server https://get.pulumi.com/releases/plugins " +
        `--checksum ${SUM} --exact --reinstall`,
    );
  });

  it("installs nothing whose checksum is not known", () => {
    const plugin = { name: "aws", version: "7.48.0", sha256: {} };
    expect(() => installation(plugin, "linux-amd64")).to.throw(
      "aws 7.48.0: sha256.linux-amd64 is missing: expected 64 hex digits: run",
    );
  });

  it("is completed from the archives themselves", async () => {
    const asked: string[] = [];
    const host = async (url: Parameters<typeof fetch>[0]) => {
      asked.push(String(url));
      return new Response("the archive");
    };
    const plugin = { name: "aws", version: "7.48.0", sha256: {} };
    const sum = createHash("sha256").update("the archive").digest("hex");
    expect(await pinned(plugin, host)).to.deep.equal({ ...plugin, sha256: { "linux-amd64": sum } });
    expect(asked).to.deep.equal([
      "https://get.pulumi.com/releases/plugins/pulumi-resource-aws-v7.48.0-linux-amd64.tar.gz",
    ]);
  });

  it("is not completed where an archive is missing", async () => {
    const host = async () => new Response("", { status: 403 });
    const plugin = { name: "aws", version: "7.48.0", sha256: {} };
    const message = await pinned(plugin, host).catch((error: Error) => error.message);
    expect(message).to.match(/linux-amd64\.tar\.gz answers 403$/);
  });
});
