import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { nc } from "../support/command-line";

const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");
const ZIP = sha256Of("zip");
const WHEEL = sha256Of("wheel");

/** What a job of GitHub Actions has in its environment for a push of a tag. */
const PUSH = {
  GITHUB_REF: "refs/tags/v1.4.0",
  GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
  GITHUB_REPOSITORY: "neurocipher/billing",
  GITHUB_REPOSITORY_ID: "700000003",
  GITHUB_RUN_ID: "77",
  GITHUB_RUN_ATTEMPT: "1",
  GITHUB_TRIGGERING_ACTOR: "octocat",
};

describe("nc release publish", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-publish-"));
    mkdirSync(join(folder, "built"));
    mkdirSync(join(folder, "sboms"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  /** Compares what the jobs before have handed over, and publishes nothing. */
  const compare = (built: object, sboms: object) => {
    const [builtText, sbomsText] = [JSON.stringify(built), JSON.stringify(sboms)];
    write("built/built.json", builtText);
    write("sboms/sboms.json", sbomsText);
    const words = [
      ...["release", "publish", "billing", "--environment", "stg", "--dry-run", "--json"],
      ...["--built", join(folder, "built"), "--sha256", sha256Of(builtText)],
      ...["--sboms", join(folder, "sboms"), "--sboms-sha256", sha256Of(sbomsText)],
      ...["--out", join(folder, "out"), "--tagged-at", "2026-03-02T09:00:00Z"],
    ];
    return nc(words, PUSH);
  };

  const built = [
    { type: "zip", file: "dist/a.zip", sha256: ZIP },
    { type: "wheel", file: "dist/a.whl", name: "billing", version: "1.4.0", sha256: WHEEL },
  ];

  it("[§15] takes what has the digests that the jobs before say", async () => {
    write("built/a.zip", "zip");
    write("built/a.whl", "wheel");
    for (const each of [ZIP, WHEEL]) write(`sboms/${each}.spdx.json`, "{}");
    const { code, out, err } = await compare(built, {
      [ZIP]: sha256Of("{}"),
      [WHEEL]: sha256Of("{}"),
    });
    expect(code, err + out).to.equal(0);
    expect(JSON.parse(out).answer).to.deep.equal({
      version: "v1.4.0",
      published: [`zip sha256:${ZIP}`, `wheel sha256:${WHEEL}`],
    });
  });

  it("[§15] lists every file that is missing, or is another one, and every SBOM", async () => {
    write("built/a.zip", "another");
    write(`sboms/${WHEEL}.spdx.json`, "{}");
    const { code, out } = await compare(built, { [WHEEL]: sha256Of("{ }") });
    const at = (name: string) => join(folder, name);
    expect([code, JSON.parse(out).problems]).to.deep.equal([
      1,
      [
        "what was handed over:",
        `  ${at("built/a.zip")}:`,
        `    SHA-256 is "${sha256Of("another")}": expected ${ZIP}`,
        "  sboms.json:",
        `    ${ZIP} is missing: expected its SBOM's SHA-256`,
        "  files:",
        `    --built is "${at("built/a.whl")}": expected a file that can be read (ENOENT)`,
        `  ${at(`sboms/${WHEEL}.spdx.json`)}:`,
        `    SHA-256 is "${sha256Of("{}")}": expected ${sha256Of("{ }")}`,
      ],
    ]);
  });

  it("[§2] refuses a wheel of another name or version, as an index takes each version once", async () => {
    write("built/a.whl", "wheel");
    write(`sboms/${WHEEL}.spdx.json`, "{}");
    const wheel = { type: "wheel", file: "a.whl", name: "invoices", version: "1.3.0" };
    const { code, out } = await compare([{ ...wheel, sha256: WHEEL }], { [WHEEL]: sha256Of("{}") });
    expect([code, JSON.parse(out).problems]).to.deep.equal([
      1,
      [
        "the wheel:",
        '  name is "invoices": expected billing, the workload\'s',
        '  version is "1.3.0": expected 1.4.0, that of the tag v1.4.0',
      ],
    ]);
  });
});
