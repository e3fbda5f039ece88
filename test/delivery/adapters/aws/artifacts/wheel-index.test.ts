import { createHash } from "node:crypto";
import { expect } from "chai";
import { artifactBucketOf } from "../../../../../delivery/adapters/aws/artifacts/account-artifacts";
import { wheelIndex } from "../../../../../delivery/adapters/aws/artifacts/wheel-index";
import { AwsClients } from "../../../../../delivery/adapters/aws/clients";
import { parseRelease, type Release } from "../../../../../delivery/decisions/release/release";
import { withoutSecrets } from "../../../../../infra/secrets";
import { ADMINISTRATOR } from "../../../../../sandbox/api/authorization/sessions";
import { wheelOf } from "../../../../../sandbox/supply-chain/wheel";
import { manifest } from "../../../../delivery/decisions/release/fixture";
import { addWheelRepository, READER, WHEELS } from "../../../../sandbox/api/support/python-account";
import { ACCOUNT, REGION } from "../../../../sandbox/api/support/service-inputs";
import { testApi } from "../../../../sandbox/api/support/test-api";

const account = { environment: "stg", accountId: ACCOUNT, region: REGION } as const;
const BYTES = wheelOf("audit_queue", "1.4.0");
const OTHER = wheelOf("audit_queue", "1.4.0", { code: "TOTAL = 2\n" });
const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const keyOf = (bytes: Buffer) => `audit-queue/wheel/${sha256Of(bytes)}.whl`;

/** A release with the wheel of these bytes. */
function releaseOf(bytes: Buffer): Release {
  const evidence = { digest: `sha256:${"b".repeat(64)}`, predicateType: "https://example.org/a" };
  const wheel = { type: "wheel", name: "audit-queue", version: "1.4.0" } as const;
  const artifacts = [{ ...wheel, sha256: sha256Of(bytes), sbom: evidence, provenance: evidence }];
  return parseRelease(manifest({ workload: "audit-queue", kind: "worker", artifacts }));
}

describe("[§2] wheels in CodeArtifact", () => {
  const api = testApi((cloud) => addWheelRepository(cloud, artifactBucketOf(account)));
  let clients: AwsClients;
  beforeEach(() => {
    clients = new AwsClients(api.as(ADMINISTRATOR));
  });
  afterEach(() => clients.destroy());

  async function inBucket(bytes: Buffer, key = keyOf(bytes)): Promise<void> {
    const s3 = await clients.s3();
    await s3.putObject({ Bucket: artifactBucketOf(account), Key: key, Body: bytes });
  }

  /** What is refused; nothing where the release got into the index. */
  const refusal = (release: Release, wheels: typeof WHEELS | undefined = WHEELS) =>
    wheelIndex(clients, account, wheels)
      .copy(release)
      .then(
        () => "",
        (error: Error) => error.message,
      );

  async function inIndex(): Promise<unknown> {
    const client = await clients.codeArtifact(WHEELS.region);
    const { domain, repository } = WHEELS;
    const { assets = [] } = await client.listPackageVersionAssets({
      domain,
      repository,
      format: "pypi",
      package: "audit-queue",
      packageVersion: "1.4.0",
    });
    return assets.map(({ name, hashes }) => [name, hashes?.["SHA-256"]]);
  }

  it("are the bytes of the release, and the same again is a success", async () => {
    await inBucket(BYTES);
    expect(await refusal(releaseOf(BYTES))).to.equal("");
    expect(await refusal(releaseOf(BYTES))).to.equal("");
    expect(await inIndex()).to.deep.equal([
      ["audit_queue-1.4.0-py3-none-any.whl", sha256Of(BYTES)],
    ]);
  });

  it("keep their bytes: others of the same version are refused", async () => {
    await inBucket(BYTES);
    await inBucket(OTHER);
    expect(await refusal(releaseOf(BYTES))).to.equal("");
    expect(await refusal(releaseOf(OTHER))).to.equal(
      "audit-queue 1.4.0 in CodeArtifact:\n" +
        `  sha256 is "${sha256Of(BYTES)}": expected ${sha256Of(OTHER)}`,
    );
    expect(await inIndex()).to.have.deep.members([
      ["audit_queue-1.4.0-py3-none-any.whl", sha256Of(BYTES)],
    ]);
  });

  it("keep their bytes where the other file has another name, which CodeArtifact would add", async () => {
    const named = wheelOf("audit_queue", "1.4.0", { tags: ["py311-none-any"] });
    await inBucket(BYTES);
    await inBucket(named);
    expect(await refusal(releaseOf(BYTES))).to.equal("");
    expect(await refusal(releaseOf(named))).to.match(/sha256 is .*: expected /);
    expect(await inIndex()).to.have.lengthOf(1);
  });

  it("are not there where the bucket's bytes are not the release's", async () => {
    await inBucket(OTHER, keyOf(BYTES));
    expect(await refusal(releaseOf(BYTES))).to.equal(
      `${keyOf(BYTES)}:\n  sha256 is "${sha256Of(OTHER)}": expected ${sha256Of(BYTES)}`,
    );
    const missing = await inIndex().catch(({ name }: Error) => name);
    expect(missing).to.equal("ResourceNotFoundException");
  });

  it("have a place, where the catalog says that the workload has wheels", async () => {
    const message = await wheelIndex(clients, account, undefined)
      .copy(releaseOf(BYTES))
      .catch((error: Error) => error.message);
    expect(message).to.equal(
      "the release contract of audit-queue:\n" +
        "  wheels is missing: expected `wheels: true` in the catalog",
    );
  });

  it("are uploaded with a token that is never shown", async () => {
    await inBucket(BYTES);
    const { fetch } = globalThis;
    const sent: string[] = [];
    globalThis.fetch = (url, init) => {
      sent.push(new Headers(init?.headers).get("authorization") ?? "");
      return fetch(url, init);
    };
    try {
      await wheelIndex(clients, account, WHEELS).copy(releaseOf(BYTES));
    } finally {
      globalThis.fetch = fetch;
    }
    const [header = ""] = sent;
    const [, token = ""] = Buffer.from(header.slice("Basic ".length), "base64")
      .toString()
      .split(":");
    expect(token).not.to.equal("");
    expect(withoutSecrets(`${header} ${token}`)).to.equal("Basic *** ***");
  });

  it("are refused in one message where the index does not take the upload", async () => {
    await inBucket(BYTES);
    const limited = new AwsClients(api.as(READER));
    try {
      const message = await wheelIndex(limited, account, WHEELS)
        .copy(releaseOf(BYTES))
        .catch((error: Error) => error.message);
      expect(message).to.match(
        /^the upload of audit-queue 1\.4\.0 to CodeArtifact:\n {2}answer is "403: .*codeartifact:PublishPackageVersion.*": expected status 200$/,
      );
    } finally {
      limited.destroy();
    }
  });
});
