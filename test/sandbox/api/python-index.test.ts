import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Codeartifact } from "@aws-sdk/client-codeartifact";
import { expect } from "chai";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { wheelOf } from "../../../sandbox/supply-chain/wheel";
import { capture } from "../../../tools/children.mjs";
import { Missing } from "../../../tools/progress.mjs";
import { pythonTool } from "../../../tools/setup/python.mjs";
import { addWheelRepository, WHEELS } from "./support/python-account";
import { testApi } from "./support/test-api";

const { domain, repository, region } = WHEELS;
const FILE = "audit_queue-1.4.0-py3-none-any.whl";
const BYTES = wheelOf("audit_queue", "1.4.0");

describe("an index of Python packages in the simulated account", () => {
  const api = testApi((cloud) => addWheelRepository(cloud, "artifacts"));
  const client = () => new Codeartifact({ ...api.as(ADMINISTRATOR), region });

  async function endpoint(): Promise<{ url: string; token: string }> {
    const codeArtifact = client();
    const at = { domain, repository, format: "pypi" } as const;
    const { repositoryEndpoint: url = "" } = await codeArtifact.getRepositoryEndpoint(at);
    const { authorizationToken: token = "" } = await codeArtifact.getAuthorizationToken({ domain });
    return { url, token };
  }

  /** Status of an upload of `bytes`, with other fields where that is asked for. */
  async function upload(bytes: Buffer, other: Record<string, string> = {}, password?: string) {
    const { url, token } = await endpoint();
    const fields = {
      ":action": "file_upload",
      protocol_version: "1",
      filetype: "bdist_wheel",
      name: "audit-queue",
      version: "1.4.0",
      requires_python: ">=3.10",
      sha256_digest: createHash("sha256").update(bytes).digest("hex"),
      ...other,
    };
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("content", new Blob([new Uint8Array(bytes)]), FILE);
    const credentials = Buffer.from(`aws:${password ?? token}`).toString("base64");
    const headers = { authorization: `Basic ${credentials}` };
    return (await fetch(url, { method: "POST", headers, body })).status;
  }

  it("takes a file once: the same again is a success, other bytes are a conflict", async () => {
    // CodeArtifact user guide, "Packages overview": identical content succeeds, other content is HTTP 409.
    expect(await upload(BYTES)).to.equal(200);
    expect(await upload(BYTES)).to.equal(200);
    const other = wheelOf("audit_queue", "1.4.0", { code: "TOTAL = 2\n" });
    expect(await upload(other)).to.equal(409);
  });

  it("refuses a file that is not what the form says", async () => {
    expect(await upload(BYTES, { sha256_digest: "0".repeat(64) })).to.equal(400);
    expect(await upload(BYTES, { version: "1.4.1" })).to.equal(400);
    expect(await upload(BYTES, { name: "digest" })).to.equal(400);
    expect(await upload(BYTES, { filetype: "sdist" })).to.equal(400);
  });

  it("takes a token of its own domain, until it has expired", async () => {
    expect(await upload(BYTES, {}, "guessed")).to.equal(401);
    const codeArtifact = client();
    const asked = { domain, durationSeconds: 900 };
    const { authorizationToken = "", expiration } = await codeArtifact.getAuthorizationToken(asked);
    const lasts = (expiration?.getTime() ?? 0) - api.world.clock.now().getTime();
    expect(lasts).to.equal(900_000);
    expect(await upload(BYTES, {}, authorizationToken)).to.equal(200);
    await api.pass(15);
    expect(await upload(BYTES, {}, authorizationToken)).to.equal(401);
    // CodeArtifact API, GetAuthorizationToken: 0, or 900 to 43200 seconds.
    for (const durationSeconds of [899, 43_201]) {
      const refused = await codeArtifact
        .getAuthorizationToken({ domain, durationSeconds })
        .catch(({ name }: Error) => name);
      expect(refused).to.equal("ValidationException");
    }
  });

  it("is in the region of its domain, and in no other", async () => {
    const elsewhere = new Codeartifact({ ...api.as(ADMINISTRATOR), region: "eu-west-1" });
    const refused = await elsewhere
      .getAuthorizationToken({ domain })
      .catch(({ name }: Error) => name);
    expect(refused).to.equal("ResourceNotFoundException");
  });

  it("is what pip installs from", async function () {
    let python: string;
    try {
      python = await pythonTool("python", undefined, "wheels");
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      console.log(`    skipped: ${error.message}`);
      return this.skip();
    }
    expect(await upload(BYTES)).to.equal(200);
    const { url, token } = await endpoint();
    const index = `${url.replace("//", `//aws:${token}@`)}simple/`;
    const target = mkdtempSync(join(tmpdir(), "nc-pip-"));
    try {
      const options = ["--isolated", "--disable-pip-version-check", "--no-cache-dir", "--no-deps"];
      await capture(python, [
        ...["-m", "pip", "install", ...options, "--index-url", index, "--target", target],
        "audit-queue==1.4.0",
      ]);
      const installed = readFileSync(join(target, "audit_queue", "__init__.py"), "utf8");
      expect(installed).to.equal("TOTAL = 1\n");
    } finally {
      rmSync(target, { recursive: true, force: true });
    }
  });
});
