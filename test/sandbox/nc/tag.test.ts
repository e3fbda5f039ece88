import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { built, sboms } from "../../../delivery/decisions/release/built";
import { checkWheel } from "../../../delivery/decisions/release/wheel";
import { pushTag } from "../../../sandbox/nc/tag";
import { loadTestCatalog } from "../../support/catalog";
import { settingsOf } from "../../support/contexts";

describe("a tag that is pushed by hand", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "nc-tag-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Types of what a tag of a workload has built. */
  async function builtOf(name: string, version: string) {
    const catalog = await loadTestCatalog();
    const workload = catalog.find((each) => each.name === name);
    if (workload === undefined) throw new Error(`the test catalog has ${name}`);
    const gitHub = { push: async () => ({ id: 7001, attempt: 1 }) };
    const at = { settings: settingsOf("stg"), gitHub, now: new Date("2026-03-02T09:00:00Z") };
    await pushTag({ workload, version, folder }, at);
    const json = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));
    const all = built.parse(json("built/built.json"));
    expect(Object.keys(sboms.parse(json("sboms/sboms.json")))).to.have.lengthOf(all.length);
    return all;
  }

  it("builds a wheel of a workload that has wheels, as its release may have", async () => {
    const all = await builtOf("audit-queue", "v1.4.0-rc.1");
    const [image, wheel] = all;
    expect([image?.type, wheel?.type, all.length]).to.deep.equal(["image", "wheel", 2]);
    if (wheel?.type === "wheel") checkWheel(wheel, "audit-queue", "v1.4.0-rc.1");
  });

  it("builds what a workload ships, and no wheel, where it has none", async () => {
    const types = async (name: string) => (await builtOf(name, "v1.0.0")).map(({ type }) => type);
    expect(await types("ingest-worker")).to.deep.equal(["image"]);
    expect(await types("api-adapter")).to.deep.equal(["zip"]);
  });
});
