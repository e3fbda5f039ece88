import { expect } from "chai";
import { ArtifactStore } from "../../components/artifacts/artifact-store";
import { EncryptionKeys } from "../../components/security/encryption-keys";
import { parseCatalog } from "../../infra/catalog/parse";
import type { Catalog, WorkloadEntry } from "../../infra/catalog/workload";
import { contextOf, PLATFORM } from "../../infra/context";
import { SERVICE_MAX } from "../../infra/naming/names";
import { checkInputs } from "../../sandbox/cloud/check-inputs";
import { readers } from "../../stacks/environment-resources";
import { workload as core } from "../fixtures/catalog/core";
import { settingsOf } from "../support/contexts";
import { record } from "../support/record";

const WHEELS = "arn:aws:kms:us-east-1:222222222222:key/wheels";
const KEY = "arn:aws:kms:ca-central-1:222222222222:key/artifacts";

if (core.kind !== "terraform") throw new Error("core is no Terraform stack");
const stack = { ...core, links: [], allows: [] };

/** Workloads whose names are as long as a name may be, and which have nothing but readers. */
function longNames(count: number): Catalog {
  const entries = Array.from({ length: count }, (_, index): [string, WorkloadEntry] => {
    const name = `${"n".repeat(SERVICE_MAX - 4)}-${100 + index}`;
    return [name, { ...stack, name, directory: `iac/stacks/${name}` }];
  });
  return parseCatalog(Object.fromEntries(entries));
}

/** What of the plan has a policy that AWS refuses, in stg, whose artifacts prod reads. */
async function refused(catalog: Catalog): Promise<string[]> {
  const settings = settingsOf("stg");
  const context = contextOf(settings, PLATFORM);
  const made = await record(() => {
    new EncryptionKeys("keys", { context, artifactReaders: readers(settings, catalog) });
    new ArtifactStore("artifacts", {
      context,
      artifactsKeyArn: KEY,
      wheelsKeyArn: WHEELS,
      catalog,
    });
  });
  return made.flatMap(({ type, inputs }) =>
    checkInputs(type, inputs, settings.accountId)
      .filter(({ property }) => property === "policy")
      .map(({ reason }) => `${type}: ${reason}`),
  );
}

describe("policies that grow with the catalog", () => {
  it("hold the readers of 200 workloads", async () => {
    expect(await refused(longNames(200))).to.deep.equal([]);
  });

  it("are refused, in words, where a bucket's holds no more", async () => {
    const [first, ...others] = await refused(longNames(300));
    expect(first).to.match(
      /^aws:s3\/bucketPolicy:BucketPolicy: policy is "\d+ characters": .*20480/,
    );
    expect(others).to.deep.equal([]);
  });
});
