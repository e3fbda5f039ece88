import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { unzipSync } from "fflate";
import { CanaryScript } from "../../../../components/observe/canary/canary-script";
import { scriptZip } from "../../../../components/observe/canary/script-zip";
import { contextIn } from "../../../support/contexts";
import { only, record } from "../../../support/record";

const context = contextIn("stg");

describe("scriptZip", () => {
  it("[§13] holds one file, where the runtime looks for it, and it exports the handler", () => {
    const { bytes, handler } = scriptZip();
    const files = unzipSync(bytes);

    expect(handler).to.equal("check.handler");
    expect(Object.keys(files)).to.deep.equal(["nodejs/node_modules/check.js"]);
    expect(new TextDecoder().decode(Object.values(files)[0])).to.match(/handler: \(\) => handler/);
  });

  it("is the same at every time, in every time zone and from every folder", () => {
    const zone = process.env.TZ;
    const folder = process.cwd();
    const here = scriptZip();
    process.env.TZ = "Pacific/Kiritimati";
    process.chdir("/");
    const there = scriptZip();
    process.chdir(folder);
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;

    expect(there.sha256).to.equal(here.sha256);
    expect(Buffer.from(there.bytes).equals(here.bytes)).to.equal(true);
  });

  it("is the same where the project is elsewhere and its packages are linked", () => {
    const root = fileURLToPath(new URL("../../../../", import.meta.url));
    const copy = mkdtempSync(join(tmpdir(), "nc-script-"));
    try {
      for (const each of ["functions", "infra", "package.json", "tsconfig.json"]) {
        cpSync(join(root, each), join(copy, each), { recursive: true });
      }
      symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
      expect(Buffer.from(scriptZip(copy).bytes).equals(scriptZip().bytes)).to.equal(true);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it("is small enough to be read at a glance in a plan", () => {
    expect(scriptZip().bytes.length).to.be.below(16_384);
  });
});

describe("CanaryScript", () => {
  it("[§13] uploads the zip once, at a key that changes with the code", async () => {
    const made = await record(
      () => new CanaryScript("script", { context, bucketName: "nc-platform-stg-artifacts" }),
    );
    const { bytes, sha256 } = scriptZip();

    expect(only(made, "aws:s3/bucketObjectv2:BucketObjectv2").inputs).to.deep.equal({
      bucket: "nc-platform-stg-artifacts",
      key: `platform/synthetic-check/${sha256}.zip`,
      contentBase64: Buffer.from(bytes).toString("base64"),
      contentType: "application/zip",
      tags: context.tags("synthetic-check"),
    });
  });
});
