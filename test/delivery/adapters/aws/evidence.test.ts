import { createHash } from "node:crypto";
import { expect } from "chai";
import { s3Evidence } from "../../../../delivery/adapters/aws/evidence";
import { releaseId } from "../../../../delivery/decisions/release/release";
import { deliveries, releaseOfImage } from "./support/deliveries";

const SERVICE = "ingest-worker";

describe("evidence in the artifact bucket", () => {
  const { api, clientsOf, contractOf } = deliveries();
  const evidence = (workload = SERVICE) =>
    s3Evidence(clientsOf(workload), contractOf(SERVICE, "service").artifactBucket);
  const release = releaseOfImage("1", { workload: SERVICE });

  it("[§13] is kept beside its release, each statement once, by the role that delivers it", async () => {
    expect(await evidence().of(release)).to.deep.equal([]);
    for (const bundle of ['{"n":1}', '{"n":2}', '{"n":1}']) await evidence().put(release, bundle);
    expect(await evidence().of(release)).to.have.members(['{"n":1}', '{"n":2}']);
    expect(await evidence().of(releaseOfImage("2", { workload: SERVICE }))).to.deep.equal([]);
    const keys = api.cloud.list("sandbox:s3/object").map(({ key }) => key);
    expect(keys.join()).to.include(`${SERVICE}/evidence/${releaseId(release).slice(7)}/`);
  });

  it("is refused as a whole where one statement was written over, as a red one could be", async () => {
    const [red, green] = ['{"result":"red"}', '{"result":"green"}'];
    for (const bundle of [red, green]) await evidence().put(release, bundle);
    const { artifactBucket: Bucket } = contractOf(SERVICE, "service");
    const name = createHash("sha256").update(red).digest("hex");
    const Key = `${SERVICE}/evidence/${releaseId(release).slice(7)}/${name}.json`;
    const s3 = await clientsOf(SERVICE).s3();
    // The role that delivers the workload may add objects, and IAM does not see which are new.
    await s3.putObject({ Bucket, Key, Body: "{}" });
    const answer = await evidence()
      .of(release)
      .catch((error: Error) => error.message);
    expect(answer)
      .to.match(/^the evidence:\n/)
      .and.include(Key);
  });

  it("is refused to the role of another workload", async () => {
    const answer = await evidence("audit-queue")
      .put(release, "{}")
      .catch((error: Error) => error.message);
    expect(answer).to.match(/^PutObject of S3:\n {2}AccessDenied/);
  });
});
