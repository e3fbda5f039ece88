import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { TEST_CATALOG } from "../../../support/catalog";
import { signed, TYPES } from "../support/bundles";
import { nc } from "../support/command-line";

const IMAGE = "0a".repeat(32);
const WHEEL = "1b".repeat(32);
describe("nc build manifest", () => {
  let project: string;
  let bundles: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "nc-manifest-"));
    cpSync(TEST_CATALOG, join(project, "stacks", "catalog"), { recursive: true });
    bundles = join(project, "bundles");
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  const artifacts = (...listed: unknown[]) =>
    writeFileSync(join(project, "artifacts.json"), JSON.stringify(listed));
  const build = (out: string, ...more: string[]) => {
    const given = ["--artifacts", join(project, "artifacts.json"), "--bundles", bundles];
    const change = ["--change-type", "normal", "--risk", "low", "--summary", "Totals in cents"];
    const words = ["build", "manifest", "ingest-worker", ...given, ...change];
    return nc([...words, "--out", join(project, out), ...more], {}, pathToFileURL(`${project}/`));
  };

  it("[§15] names each artifact and the statements on it, in the same bytes each time", async () => {
    artifacts(
      { type: "image", digest: `sha256:${IMAGE}`, folder: "dist/image" },
      { type: "wheel", name: "nc-invoices", version: "1.4.0", sha256: WHEEL, file: "dist/x.whl" },
    );
    const digests = [IMAGE, WHEEL].map((hash) => ({
      provenance: signed(bundles, hash, "provenance"),
      sbom: signed(bundles, hash, "sbom"),
    }));
    const { code, err } = await build("one.json", "--flags", "cents,totals");
    expect(code, err).to.equal(0);
    artifacts(
      { folder: "elsewhere", digest: `sha256:${IMAGE}`, type: "image" },
      { version: "1.4.0", sha256: WHEEL, name: "nc-invoices", type: "wheel" },
    );
    await build("two.json", "--flags", "cents,totals");
    const text = readFileSync(join(project, "one.json"), "utf8");
    expect(readFileSync(join(project, "two.json"), "utf8")).to.equal(text);
    const evidence = (index: number) => ({
      provenance: { digest: digests[index]?.provenance, predicateType: TYPES.provenance },
      sbom: { digest: digests[index]?.sbom, predicateType: TYPES.sbom },
    });
    expect(JSON.parse(text)).to.deep.equal({
      workload: "ingest-worker",
      kind: "service",
      app: "Neurocipher",
      artifacts: [
        { type: "image", digest: `sha256:${IMAGE}`, ...evidence(0) },
        { type: "wheel", name: "nc-invoices", version: "1.4.0", sha256: WHEEL, ...evidence(1) },
      ],
      flags: ["cents", "totals"],
      change: { type: "normal", risk: "low", summary: "Totals in cents" },
    });
    // RFC 8785: sorted, without a space.
    expect(text).to.match(/^\{"app":"Neurocipher","artifacts":\[\{"digest":"sha256:0a0a/);
  });

  it("[§15] refuses every artifact that lacks a statement, or has another's", async () => {
    artifacts(
      { type: "image", digest: `sha256:${IMAGE}` },
      { type: "wheel", name: "nc-invoices", version: "1.4.0", sha256: WHEEL },
    );
    signed(bundles, IMAGE, "sbom", "https://cyclonedx.org/bom");
    signed(bundles, WHEEL, "provenance");
    const { code, err } = await build("one.json");
    expect([code, err]).to.deep.equal([
      1,
      [
        "what was built:",
        `  ${bundles}/${IMAGE}/sbom.sigstore.json:`,
        '    predicateType is "https://cyclonedx.org/bom": expected https://spdx.dev/Document',
        `  ${bundles}/${IMAGE}/provenance.sigstore.json:`,
        '    bundle is "missing": expected the signed provenance',
        `  ${bundles}/${WHEEL}/sbom.sigstore.json:`,
        '    bundle is "missing": expected the signed sbom',
        "",
      ].join("\n"),
    ]);
    expect(() => readFileSync(join(project, "one.json"))).to.throw("ENOENT");
  });

  const stack = (workload: string, ...more: string[]) => {
    const change = ["--change-type", "normal", "--risk", "low", "--summary", "A bucket for drafts"];
    const words = ["build", "manifest", workload, ...change, "--out", join(project, "plans.json")];
    return nc([...words, ...more], {}, pathToFileURL(`${project}/`));
  };

  it("[§6] names the plans of a Terraform stack, each where it lies in its own account", async () => {
    const plans = ["--stg-plan", IMAGE, "--prod-plan", WHEEL];
    const { code, err } = await stack("core", ...plans);
    expect(code, err).to.equal(0);
    const plan = (environment: string, sha256: string) => ({
      type: "terraform-plan",
      environment,
      key: `core/plan/${sha256}/tfplan.bin`,
      sha256,
    });
    const made = () => JSON.parse(readFileSync(join(project, "plans.json"), "utf8"));
    expect(made()).to.deep.include({
      workload: "core",
      kind: "terraform",
      artifacts: [plan("stg", IMAGE), plan("prod", WHEEL)],
    });
    await stack("core", "--stg-plan", IMAGE);
    expect(made().artifacts).to.deep.equal([plan("stg", IMAGE)]);
  });

  it("[§6] refuses a stack without a plan, and the plan of what is built", async () => {
    const files = ["--artifacts", "a.json", "--bundles", "b"];
    const none = await stack("core", ...files);
    expect([none.code, none.err]).to.deep.equal([
      1,
      [
        "what was built:",
        '  --artifacts is "a.json": expected no value, for the kind terraform',
        '  --bundles is "b": expected no value, for the kind terraform',
        "  --stg-plan is missing: expected a value, for the kind terraform",
        "",
      ].join("\n"),
    ]);
    const service = await stack("ingest-worker", ...files, "--prod-plan", WHEEL);
    expect(service.err).to.include(
      `--prod-plan is "${WHEEL}": expected no value, for the kind service`,
    );
  });

  it("refuses what is no artifact, and a tag instead of a digest", async () => {
    artifacts({ type: "image", digest: "v1.4.0" }, { type: "jar" });
    const { err } = await build("one.json");
    expect(err.split("\n").slice(1)).to.deep.equal([
      '  [0].digest is "v1.4.0": expected "sha256:" and 64 hex digits',
      '  [1].type is "jar": expected one of "image", "zip", "wheel"',
      "",
    ]);
  });
});
