import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "chai";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { createResource } from "../../../sandbox/cloud/account";
import { ACCOUNT, REGION } from "./support/service-inputs";
import { testApi } from "./support/test-api";

const Bucket = "nc-platform-dev-artifacts";
const Key = "shop/a file (1).json";

describe("an object in the simulated account", () => {
  const api = testApi((cloud) => {
    const type = "aws:s3/bucket:Bucket";
    const resource = { urn: "urn:bucket", type, name: "artifacts", inputs: { bucket: Bucket } };
    createResource(cloud, resource, { account: ACCOUNT, region: REGION });
  });
  const s3 = () => new S3Client(api.as(ADMINISTRATOR));
  const put = (Body: string) => s3().send(new PutObjectCommand({ Bucket, Key, Body }));
  const textOf = async (VersionId?: string) => {
    const { Body } = await s3().send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return Body?.transformToString();
  };

  it("has each of its versions", async () => {
    const { VersionId } = await put("one");
    await put("two");
    expect([await textOf(), await textOf(VersionId)]).to.deep.equal(["two", "one"]);
    const versions = await s3().send(new ListObjectVersionsCommand({ Bucket, Prefix: "shop/" }));
    expect(versions.Versions?.map((each) => each.IsLatest)).to.deep.equal([true, false]);
  });

  it("has the type, the size and the metadata that it was given", async () => {
    const more = { ContentType: "application/json", Metadata: { release: "v1.0.0" } };
    await s3().send(new PutObjectCommand({ Bucket, Key, Body: "{}", ...more }));
    const head = await s3().send(new HeadObjectCommand({ Bucket, Key }));
    expect(head.ContentType).to.equal("application/json");
    expect(head.Metadata).to.deep.equal({ release: "v1.0.0" });
    expect(head.ContentLength).to.equal(2);
    // MD5 of {}: `printf '{}' | md5sum`
    expect(head.ETag).to.equal('"99914b932bd37a50b983c5e7c90ae93b"');
  });

  it("is the same when it is sent in chunks", async () => {
    const Body = Readable.from([Buffer.from("first, "), Buffer.from("second")]);
    await s3().send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: 13 }));
    expect(await textOf()).to.equal("first, second");
  });

  it("is not overwritten where it must not exist", async () => {
    await put("one");
    const again = new PutObjectCommand({ Bucket, Key, Body: "two", IfNoneMatch: "*" });
    const error = await s3()
      .send(again)
      .catch((each) => each);
    expect([error.name, await textOf()]).to.deep.equal(["PreconditionFailed", "one"]);
  });

  it("is hidden by a delete marker, with its versions, and may be put again", async () => {
    const { VersionId } = await put("one");
    const deleted = await s3().send(new DeleteObjectCommand({ Bucket, Key }));
    expect(deleted.DeleteMarker).to.equal(true);
    const error = await textOf().catch((each) => each);
    expect(error.name).to.equal("NoSuchKey");
    expect(await textOf(VersionId)).to.equal("one");
    const listed = await s3().send(new ListObjectsV2Command({ Bucket, Prefix: "shop/" }));
    expect(listed.Contents).to.equal(undefined);
    const all = await s3().send(new ListObjectVersionsCommand({ Bucket, Prefix: "shop/" }));
    expect(all.DeleteMarkers?.map((each) => each.IsLatest)).to.deep.equal([true]);
    expect(all.Versions?.some((each) => each.IsLatest)).to.equal(false);
    await s3().send(new PutObjectCommand({ Bucket, Key, Body: "two", IfNoneMatch: "*" }));
    expect(await textOf()).to.equal("two");
  });

  it("is in the list of what begins with a prefix, and in no other", async () => {
    await put("one");
    const keys = async (Prefix: string) =>
      (await s3().send(new ListObjectsV2Command({ Bucket, Prefix }))).Contents?.map((e) => e.Key);
    expect(await keys("shop/")).to.deep.equal([Key]);
    expect(await keys("other/")).to.equal(undefined);
  });
});
