import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { releaseOfChange } from "../../../../delivery/commands/change/release";
import {
  parseRelease,
  type Release,
  releaseId,
  releaseText,
} from "../../../../delivery/decisions/release/release";
import { manifest } from "../../decisions/release/fixture";

const RELEASE = parseRelease(manifest());
const OTHER = parseRelease(manifest({ commit: "b".repeat(40) }));
const INTO_PROD = { workload: "billing", version: "v1.4.0", environment: "prod" } as const;
const stores = (release?: Release) => ({ find: async () => release });

describe("the release of a change", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-change-"));
  });
  after(() => rmSync(folder, { recursive: true }));
  const written = (release: Release): string => {
    const path = join(folder, "release.json");
    writeFileSync(path, releaseText(release));
    return path;
  };
  const messageOf = async (work: Promise<Release>) =>
    work.then(releaseId, (error: Error) => error.message.replaceAll(folder, "folder"));

  it("[§16] is the one that stg has, before it is first promoted into prod", async () => {
    const found = await releaseOfChange(INTO_PROD, { own: stores(), before: stores(RELEASE) });
    expect(found).to.deep.equal(RELEASE);
  });

  it("[§16] is the one of a manifest, where neither environment shows it", async () => {
    const refused = async () => {
      throw Object.assign(new Error("no"), { name: "AccessDenied" });
    };
    const asked = { ...INTO_PROD, manifest: written(RELEASE) };
    for (const before of [stores(), { find: refused }, undefined]) {
      expect(await releaseOfChange(asked, { own: stores(), before })).to.deep.equal(RELEASE);
    }
    expect(
      await messageOf(releaseOfChange(INTO_PROD, { own: stores(), before: { find: refused } })),
    ).to.equal(
      'the release:\n  <version> is "v1.4.0": expected a release of billing that is stored in prod or the environment before, or its release.json by --manifest',
    );
  });

  it("is refused where the manifest is of another release, each difference", async () => {
    const manifest = written(OTHER);
    expect(
      await messageOf(
        releaseOfChange(
          { workload: "api", version: "v1.4.1", environment: "prod", manifest },
          { own: stores(RELEASE) },
        ),
      ),
    ).to.equal(
      [
        "folder/release.json:",
        '  workload is "billing": expected api',
        '  version is "v1.4.0": expected v1.4.1',
        `  identity is "${releaseId(OTHER)}": expected ${releaseId(RELEASE)}, which is stored`,
      ].join("\n"),
    );
  });

  it("is not there where a store does not answer", async () => {
    const down = async () => {
      throw new Error("S3 is down");
    };
    const asked = { ...INTO_PROD, manifest: written(RELEASE) };
    expect(await messageOf(releaseOfChange(asked, { own: { find: down } }))).to.equal("S3 is down");
    expect(
      await messageOf(releaseOfChange(asked, { own: stores(), before: { find: down } })),
    ).to.equal("S3 is down");
  });
});
