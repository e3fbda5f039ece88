import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { cleanVariables } from "../../sandbox/environment";
import { foldersOf } from "../../sandbox/folders";

describe("the environment of the sandbox's processes", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-environment-"));
  after(() => rmSync(folder, { recursive: true }));

  it("holds nothing of the user's but what is listed", () => {
    const from = {
      PATH: "/usr/bin",
      LANG: "C.UTF-8",
      HOME: "/home/user",
      AWS_ACCESS_KEY_ID: "x",
      GITHUB_TOKEN: "x",
      PULUMI_ACCESS_TOKEN: "x",
      PULUMI_BACKEND_URL: "x",
      HTTPS_PROXY: "x",
      NODE_OPTIONS: "x",
      NC_PULUMI: "x",
    };
    const variables = cleanVariables(from, foldersOf(folder), "/opt/pulumi");
    expect(variables).to.deep.equal({
      PATH: "/opt/pulumi:/usr/bin",
      LANG: "C.UTF-8",
      HOME: join(folder, "user"),
      TMPDIR: join(folder, "tmp"),
      GITHUB_API_URL: "http://127.0.0.1:9",
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${folder}/state`,
      PULUMI_CONFIG_PASSPHRASE: "sandbox",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
      PULUMI_LOG_ROTATION_MAX_AGE_DAYS: "1",
    });
  });
});
