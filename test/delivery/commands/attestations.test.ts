import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { z } from "zod";
import { s3Releases } from "../../../delivery/adapters/aws/releases";
import { type Release, releaseId } from "../../../delivery/decisions/release/release";
import { ISSUER } from "../../../sandbox/supply-chain/fulcio-config";
import { putVersion } from "../../sandbox/api/support/objects";
import { CASES } from "../../supply-chain/support/cases";
import { PLAN, PLAN_SHA256 } from "../../supply-chain/support/plan";
import { readRecorded, recordedZip } from "../../supply-chain/support/recorded";
import {
  FUNCTION,
  releaseOfPlan,
  releaseOfZip,
  ZIP_VERSION,
} from "../../supply-chain/support/releases";
import { PARTS, refusalsOf } from "../../supply-chain/support/verdicts";
import { deliveries } from "../adapters/aws/support/deliveries";
import { deployRoleOf } from "../adapters/aws/support/program-account";
import { nc, variablesOf } from "./support/command-line";

const RUN = "https://github.com/neurocipher/billing/actions/runs/77";
const GOOD = CASES[0]?.name ?? "";

/** Of the recorded zips those that show each way to be refused; test/delivery/adapters/signing has all. */
const SHOWN = [
  GOOD,
  "unsigned",
  "signed with a key",
  "signed by a foreign workflow",
  "signed by the platform's workflow for another kind of artifact",
  "signed by the same workflow at another ref",
  "signed in a run of another repository",
  "with the attestations of another digest",
  "without an SBOM",
  "without a provenance",
];

const PRINTED = z.object({
  answer: z.object({
    gates: z.array(
      z.object({ gate: z.string(), verdict: z.string(), reasons: z.array(z.string()) }),
    ),
  }),
});

const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe("nc gate on what is signed of a release", () => {
  const { api, clientsOf, contractOf } = deliveries();
  let project: string;
  before(() => {
    project = mkdtempSync(join(tmpdir(), "nc-attestations-"));
    cpSync("Pulumi.yaml", join(project, "Pulumi.yaml"));
    writeFileSync(join(project, "root.json"), readRecorded().trustedRoot);
    for (const file of readdirSync("test/fixtures/settings")) {
      // The account of these tests stands for stg's.
      const text = readFileSync(join("test/fixtures/settings", file), "utf8")
        .replaceAll("111111111111", "dev's")
        .replaceAll("222222222222", "111111111111")
        .replaceAll("dev's", "222222222222");
      writeFileSync(join(project, file), text);
    }
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  /** Puts a release into stg, with what is beside each of its files by their SHA-256, as its build does. */
  async function stored(
    release: Release,
    bucket: string,
    beside: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ): Promise<void> {
    const clients = clientsOf(release.workload);
    await s3Releases(clients, { of: async () => ({ artifactBucket: bucket }) }).put(release);
    const s3 = await clients.s3();
    for (const [sha256, bundles] of Object.entries(beside)) {
      for (const [part, Body] of Object.entries(bundles)) {
        const Key = `${release.workload}/attestations/${sha256}/${part}.sigstore.json`;
        await s3.putObject({ Bucket: bucket, Key, Body });
      }
    }
  }

  /** What the gate says, asked with the role that delivers. */
  async function gateOf({ workload, version }: Release) {
    const words = ["gate", workload, "--version", version, "--environment", "stg", "--run", RUN];
    const env = {
      ...variablesOf(api.as(deployRoleOf(workload))),
      GITHUB_TOKEN: "a-token",
      // Nobody listens there: what GitHub would say is unknown.
      GITHUB_API_URL: "http://127.0.0.1:9",
      NC_TRUSTED_ROOT: join(project, "root.json"),
      NC_TOKEN_ISSUER: ISSUER,
    };
    const { out } = await nc([...words, "--json"], env, pathToFileURL(`${project}/`));
    return PRINTED.parse(JSON.parse(out)).answer.gates.find(({ gate }) => gate === "attestations");
  }

  const bucket = () => contractOf(FUNCTION, "function").artifactBucket;
  const goodBytes = () => Buffer.from(recordedZip(GOOD).bytes, "base64");

  /** Stores the release of a case's zip; the bytes that are found there may be others. */
  async function storedZip(name: string, found?: Buffer): Promise<Release> {
    const { bytes: text, bundles, manifest } = recordedZip(name);
    const bytes = Buffer.from(text, "base64");
    const release = releaseOfZip(bytes, Object.values(bundles));
    const sha256 = sha256Of(bytes);
    const key = `${FUNCTION}/zip/${sha256}.zip`;
    putVersion(api, { bucket: bucket(), key, bytes: found ?? bytes, versionId: ZIP_VERSION });
    const id = releaseId(release).slice("sha256:".length);
    await stored(release, bucket(), { [sha256]: bundles, [id]: { signature: manifest } });
    return release;
  }

  for (const name of SHOWN) {
    const made = CASES.find((each) => each.name === name);
    if (made === undefined) throw new Error(`no case is ${name}`);
    const isRefused = Object.keys(made.refused).length > 0;
    it(`[§15] a function's zip ${isRefused ? "is refused" : "passes"}: ${made.name}`, async () => {
      const release = await storedZip(made.name);
      const digest = `sha256:${sha256Of(Buffer.from(recordedZip(made.name).bytes, "base64"))}`;
      const refused = refusalsOf(made, `sha256:${sha256Of(goodBytes())}`, digest);
      const reasons = PARTS.flatMap((part) =>
        refused[part] === undefined
          ? []
          : [`The ${part} of the zip ${digest} is refused: ${refused[part]}.`],
      );
      expect(await gateOf(release)).to.deep.equal({
        gate: "attestations",
        verdict: isRefused ? "fail" : "pass",
        reasons: isRefused
          ? reasons
          : [`Verified: ${digest}, and the manifest ${releaseId(release)}.`],
      });
    });
  }

  it("[§15] a function's zip is refused: altered", async () => {
    const bytes = Buffer.concat([goodBytes(), Buffer.from([0])]);
    const digest = `sha256:${sha256Of(goodBytes())}`;
    const release = await storedZip(GOOD, bytes);
    expect((await gateOf(release))?.reasons).to.deep.equal([
      `The signature of the zip ${digest} is refused: digest is "sha256:${sha256Of(bytes)}": expected ${digest}.`,
    ]);
  });

  it("[§15] a release is refused whose manifest is another than the signed one", async () => {
    const signed = await storedZip(GOOD);
    const changed = { ...signed, version: "v1.4.1" };
    const id = releaseId(changed).slice("sha256:".length);
    const { manifest } = recordedZip(GOOD);
    await stored(changed, bucket(), { [id]: { signature: manifest } });
    expect((await gateOf(changed))?.reasons[0]).to.equal(
      `The signature of the manifest ${releaseId(changed)} is refused: signature is ` +
        '"signature verification failed": expected what the trusted root vouches for.',
    );
  });

  const PLANS: readonly [name: string, refused: readonly string[]][] = [
    ["signed by the workflow that plans", []],
    [
      "signed by the workflow that builds",
      ["signature", "provenance"].map(
        (part) =>
          `The ${part} of the terraform-plan sha256:${PLAN_SHA256} is refused: signer workflow is ` +
          '"neurocipher/nc-platform/.github/workflows/release.yml@refs/heads/main": ' +
          "expected neurocipher/nc-platform/.github/workflows/terraform.yml@refs/heads/main.",
      ),
    ],
    [
      "made for another environment",
      [
        `The signature of the terraform-plan sha256:${PLAN_SHA256} is refused: environment is "prod": expected stg.`,
      ],
    ],
  ];
  for (const [name, refused] of PLANS) {
    it(`[§6] a Terraform plan ${refused.length > 0 ? "is refused" : "passes"}: ${name}`, async () => {
      const { manifest, ...bundles } = readRecorded().plans[name] ?? { manifest: "" };
      const release = releaseOfPlan("stg");
      const { artifactBucket } = contractOf("core", "terraform");
      const key = `core/plan/${PLAN_SHA256}/tfplan.bin`;
      putVersion(api, { bucket: artifactBucket, key, bytes: PLAN, versionId: "1" });
      const id = releaseId(release).slice("sha256:".length);
      await stored(release, artifactBucket, {
        [PLAN_SHA256]: bundles,
        [id]: { signature: manifest },
      });
      const passed = [`Verified: sha256:${PLAN_SHA256}, and the manifest ${releaseId(release)}.`];
      expect((await gateOf(release))?.reasons).to.deep.equal(refused.length > 0 ? refused : passed);
    });
  }
});
