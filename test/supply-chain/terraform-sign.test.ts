import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { s3TerraformPlans } from "../../delivery/adapters/aws/terraform-plans";
import { verifierOf } from "../../delivery/adapters/signing/trusted-root";
import { ANY, verifyArtifact } from "../../delivery/adapters/signing/verify-artifact";
import { planStatementText } from "../../delivery/decisions/terraform/plan-statement";
import { ISSUER } from "../../sandbox/supply-chain/fulcio-config";
import { deliveries } from "../delivery/adapters/aws/support/deliveries";
import { nc, variablesOf } from "../delivery/commands/support/command-line";
import { putVersion } from "../sandbox/api/support/objects";
import { withServer } from "../support/loopback";
import { PLAN, PLAN_RUN, PLAN_SHA256 } from "./support/plan";
import { trustedRootOf, workshopFor } from "./support/workshop";

const SIGNER = "neurocipher/nc-platform/.github/workflows/terraform.yml@refs/heads/main";

/** What GitHub Actions gives the run that plans. */
const ACTIONS = {
  GITHUB_REF: PLAN_RUN.ref,
  GITHUB_SHA: PLAN_RUN.commit,
  GITHUB_REPOSITORY: PLAN_RUN.repository,
  GITHUB_REPOSITORY_ID: `${PLAN_RUN.repositoryId}`,
  GITHUB_RUN_ID: "9001",
  GITHUB_RUN_ATTEMPT: "1",
  GITHUB_TRIGGERING_ACTOR: "ada",
  GITHUB_WORKFLOW_REF: `${PLAN_RUN.repository}/.github/workflows/deliver.yml@${PLAN_RUN.ref}`,
};

describe("nc terraform sign", () => {
  const { api, clientsOf, contractOf } = deliveries();
  let project: string;
  before(() => {
    project = mkdtempSync(join(tmpdir(), "nc-terraform-sign-"));
    cpSync("Pulumi.yaml", join(project, "Pulumi.yaml"));
    cpSync("test/fixtures/settings/Pulumi.stg.yaml", join(project, "Pulumi.stg.yaml"));
    writeFileSync(
      join(project, "event.json"),
      JSON.stringify({ repository: { pushed_at: 1_772_442_000 } }),
    );
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  const bucket = () => contractOf("core", "terraform").artifactBucket;

  /** Stores a plan of the stack, as `nc terraform plan` does, and signs it with the role that plans. */
  async function sign(commit: string, words: readonly string[], env = {}) {
    const about = { sha256: PLAN_SHA256, workload: "core", environment: "stg" } as const;
    const statement = planStatementText({ ...about, commit, terraformVersion: "1.11.4" });
    const plans = s3TerraformPlans(clientsOf("core"), contractOf("core", "terraform"));
    await plans.put(PLAN_SHA256, { plan: PLAN, statement });
    const command = ["terraform", "sign", "core", "--environment", "stg"];
    const variables = {
      ...variablesOf(api.as("nc-core-stg-gha-plan-role")),
      ...ACTIONS,
      GITHUB_EVENT_PATH: join(project, "event.json"),
      ...env,
    };
    return nc([...command, ...words], variables, pathToFileURL(`${project}/`));
  }

  it("[§6] says who would sign, and writes nothing, in a dry run", async () => {
    const { code, out, err } = await sign(PLAN_RUN.commit, ["--sha256", PLAN_SHA256, "--dry-run"]);
    expect([code, err]).to.deep.equal([0, ""]);
    expect(out).to.include(`the plan of core in stg would be signed as ${SIGNER}`);
    expect(api.cloud.list("sandbox:s3/object").map(({ key }) => key)).to.have.members([
      `${bucket()}/core/plan/${PLAN_SHA256}/tfplan.bin`,
      `${bucket()}/core/plan/${PLAN_SHA256}/statement.json`,
    ]);
  });

  it("[§6] refuses a plan of another commit, bytes that were altered, and one that is not there", async () => {
    const other = await sign("0".repeat(40), ["--sha256", PLAN_SHA256]);
    expect(other).to.deep.include({
      code: 1,
      err: `the plan:\n  commit is "${"0".repeat(40)}": expected ${PLAN_RUN.commit}\n`,
    });
    const altered = Buffer.from("another plan");
    const key = `core/plan/${PLAN_SHA256}/tfplan.bin`;
    putVersion(api, { bucket: bucket(), key, bytes: altered, versionId: "2" });
    const got = createHash("sha256").update(altered).digest("hex");
    const found = await sign(PLAN_RUN.commit, ["--sha256", PLAN_SHA256]);
    expect(found.err).to.include(`sha256 is "${got}": expected ${PLAN_SHA256}`);
    const none = await sign(PLAN_RUN.commit, ["--sha256", "1".repeat(64)]);
    expect(none.err).to.include("expected a plan of core that was stored in");
  });

  it("[§6] signs with the real services, as the gate wants it, and once", async function () {
    const workshop = await workshopFor(this);
    try {
      await withServer(
        (_, response) => {
          response.writeHead(200, { "content-type": "application/json" });
          response.end(JSON.stringify({ value: workshop.token(PLAN_RUN) }));
        },
        async (url) => {
          // The library asks GitHub for the job's token by the process's own variables.
          process.env.ACTIONS_ID_TOKEN_REQUEST_URL = `${url}/?a=b`;
          process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = "a-token";
          const env = {
            NC_FULCIO_URL: workshop.urls.fulcio,
            NC_TIMESTAMP_URL: workshop.urls.timestamps,
          };
          for (const _ of [1, 2]) {
            const { code, err } = await sign(PLAN_RUN.commit, ["--sha256", PLAN_SHA256], env);
            expect([code, err]).to.deep.equal([0, ""]);
          }
        },
      );
      const s3 = await clientsOf("core").s3();
      const read = async (part: string) => {
        const Key = `core/attestations/${PLAN_SHA256}/${part}.sigstore.json`;
        const { Body } = await s3.getObject({ Bucket: bucket(), Key });
        return (await Body?.transformToString()) ?? "";
      };
      const bundles = [await read("signature"), await read("provenance")];
      const { commit } = PLAN_RUN;
      const plan = { workload: "core", environment: "stg", commit } as const;
      const digest = `sha256:${PLAN_SHA256}`;
      const artifact = { digest, bundles, blob: PLAN, plan, evidence: { provenance: ANY } };
      const verified = { state: "verified", identity: SIGNER };
      expect(
        verifyArtifact(verifierOf(trustedRootOf(workshop)), artifact, {
          ...PLAN_RUN,
          issuer: ISSUER,
        }),
      ).to.deep.equal({
        digest,
        signature: verified,
        provenance: verified,
        sbom: { state: "not-needed" },
      });
    } finally {
      delete process.env.ACTIONS_ID_TOKEN_REQUEST_URL;
      delete process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
      await workshop.stop();
    }
  });
});
