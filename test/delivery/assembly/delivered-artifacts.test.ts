import { createHash } from "node:crypto";
import { expect } from "chai";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { deliveredArtifacts } from "../../../delivery/assembly/delivered-artifacts";
import { parseRelease } from "../../../delivery/decisions/release/release";
import { ENVIRONMENTS } from "../../../infra/environments";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { wheelOf } from "../../../sandbox/supply-chain/wheel";
import { CONTRACTS } from "../../infra/release/contracts";
import { addWheelRepository, WHEELS } from "../../sandbox/api/support/python-account";
import { ACCOUNT } from "../../sandbox/api/support/service-inputs";
import { testApi } from "../../sandbox/api/support/test-api";
import { settingsOf } from "../../support/contexts";
import { manifest } from "../decisions/release/fixture";

const BYTES = wheelOf("audit_queue", "1.4.0");
const SHA256 = createHash("sha256").update(BYTES).digest("hex");
const evidence = { digest: `sha256:${"b".repeat(64)}`, predicateType: "https://example.org/a" };
const RELEASE = parseRelease(
  manifest({
    workload: "audit-queue",
    kind: "worker",
    artifacts: [
      {
        type: "wheel",
        name: "audit-queue",
        version: "1.4.0",
        sha256: SHA256,
        sbom: evidence,
        provenance: evidence,
      },
    ],
  }),
);

for (const environment of ENVIRONMENTS) {
  describe(`a wheel that is delivered to ${environment}`, () => {
    const artifactBucket = `nc-platform-${environment}-artifacts-${ACCOUNT}`;
    const api = testApi((cloud) => addWheelRepository(cloud, artifactBucket));

    it("[§2] is uploaded to the environment's index in stg and prod, and in dev to none", async () => {
      const clients = new AwsClients(api.as(ADMINISTRATOR));
      try {
        const s3 = await clients.s3();
        const contract = { ...CONTRACTS.worker, artifactBucket, wheels: WHEELS };
        const settings = { ...settingsOf(environment), accountId: ACCOUNT };
        // What copies artifacts into the environment's bucket.
        const artifacts = {
          async copy() {
            const Key = `audit-queue/wheel/${SHA256}.whl`;
            await s3.putObject({ Bucket: artifactBucket, Key, Body: BYTES });
          },
        };
        const to = { artifacts, clients, environment, settings };
        await deliveredArtifacts(to, contract).copy(RELEASE);
        const codeArtifact = await clients.codeArtifact(WHEELS.region);
        const listed = codeArtifact.listPackageVersionAssets({
          domain: WHEELS.domain,
          repository: WHEELS.repository,
          format: "pypi",
          package: "audit-queue",
          packageVersion: "1.4.0",
        });
        const { assets = [] } = await listed.catch(() => ({ assets: [] }));
        const found = assets.map(({ hashes }) => hashes?.["SHA-256"]);
        expect(found).to.deep.equal(environment === "dev" ? [] : [SHA256]);
        const Key = "audit-queue/manifest/v1.4.0/release.json";
        const { Body } = await s3.getObject({ Bucket: artifactBucket, Key });
        expect(JSON.parse((await Body?.transformToString()) ?? "")).to.deep.equal(RELEASE);
      } finally {
        clients.destroy();
      }
    });
  });
}
