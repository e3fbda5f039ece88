import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findPulumi } from "../../tools/setup/pulumi.mjs";
import { expectedOf, foreignParts } from "../../tools/workflow/state-plugins";
import { settingsOf } from "../support/contexts";
import { withServer } from "../support/loopback";
import { job } from "../workflows/files";

const URN = "urn:pulumi:dev::nc-platform::";
const ID = "00000000-0000-4000-8000-000000000001";

/** A state whose one resource has a provider that is to be had from `server`. */
const foreignState = (server: string, secrets: unknown) => ({
  version: 3,
  deployment: {
    manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
    secrets_providers: secrets,
    resources: [
      {
        urn: `${URN}pulumi:providers:mallory::p`,
        custom: true,
        id: ID,
        type: "pulumi:providers:mallory",
        inputs: { version: "1.0.0", __internal: { pluginDownloadURL: server } },
      },
      {
        urn: `${URN}mallory:index:Thing::t`,
        custom: true,
        id: "t",
        type: "mallory:index:Thing",
        inputs: {},
        provider: `${URN}pulumi:providers:mallory::p::${ID}`,
      },
    ],
  },
});

describe("a state that names a plugin of somebody else's", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-foreign-"));
  let cli = "pulumi";
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the CLI on that stack, with the variables of a workflow's job or with none. */
  const pulumi = (words: readonly string[], given: Readonly<Record<string, string>> = {}) => {
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "x",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...given,
    };
    const child = spawn(cli, words, { cwd: folder, env });
    let stdout = "";
    child.stdout.on("data", (text) => {
      stdout += String(text);
    });
    child.stderr.resume();
    return new Promise<{ code: number | null; stdout: string }>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout }));
    });
  };
  const refresh = ["refresh", "--yes", "--non-interactive", "--stack", "dev"];

  before(async () => {
    cli = process.env.NC_PULUMI ?? (await findPulumi()) ?? cli;
    mkdirSync(join(folder, "state"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: nc-platform\nruntime: nodejs\n");
    expect((await pulumi(["stack", "init", "dev"])).code).to.equal(0);
  });

  it("makes the engine ask for it, but not with the variables of the workflows", async () => {
    const asked: string[] = [];
    await withServer(
      (request, response) => {
        asked.push(String(request.url));
        response.writeHead(404).end();
      },
      async (server) => {
        const { stdout: own } = await pulumi(["stack", "export", "--stack", "dev"]);
        const { secrets_providers: secrets } = JSON.parse(own).deployment;
        writeFileSync(join(folder, "state.json"), JSON.stringify(foreignState(server, secrets)));
        const made = await pulumi(["stack", "import", "--stack", "dev", "--file", "state.json"]);
        expect(made.code).to.equal(0);

        const exported = await pulumi(["stack", "export", "--stack", "dev"]);
        const expected = expectedOf(settingsOf("dev"), [{ name: "aws", version: "7.48.0" }]);
        expect(foreignParts(JSON.parse(exported.stdout), expected)).to.include(
          `${URN}pulumi:providers:mallory::p is "mallory": expected one of aws, awsx, github`,
        );
        const { STACK: _, ...env } = job("apply.yml", "apply").env ?? {};
        expect((await pulumi(refresh, env)).code).not.to.equal(0);
        expect(asked).to.deep.equal([]);

        await pulumi(refresh);
        expect(asked[0]).to.match(/^\/pulumi-resource-mallory-v1\.0\.0-/);
      },
    );
  });
});
