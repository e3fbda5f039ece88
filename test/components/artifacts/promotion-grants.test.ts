import { expect } from "chai";
import {
  artifactListers,
  artifactReaders,
  imageReader,
} from "../../../components/artifacts/promotion-grants";
import { SERVICE_MAX } from "../../../infra/naming/names";
import { isAllowed } from "../../support/simulate";

const STG = "222222222222";
const PROD = "333333333333";
const BUCKET = "nc-platform-stg-artifacts-222222222222";

/** Largest policy of a bucket, in bytes (S3 user guide, Bucket policies). */
const BUCKET_POLICY_MAX = 20 * 1024;

const role = (service: string, account = PROD, environment = "prod") =>
  `arn:aws:iam::${account}:role/nc-${service}-${environment}-gha-deploy-role`;

describe("imageReader", () => {
  it("[§15] lets the workload's production deploy role read images, by digest", () => {
    expect(JSON.parse(imageReader(PROD, "ingest-worker"))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PromotionReads",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${PROD}:root` },
          Action: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:DescribeImages",
            "ecr:GetDownloadUrlForLayer",
          ],
          Condition: { StringEquals: { "aws:PrincipalArn": role("ingest-worker") } },
        },
      ],
    });
  });
});

describe("artifactReaders", () => {
  const services = ["ingest-worker", "api-adapter"];
  const statement = artifactReaders(PROD, services, BUCKET);

  it("[§15] lets each production deploy role read the prefix of its own tag", () => {
    expect(statement).to.deep.equal({
      Sid: "PromotionReads",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${PROD}:root` },
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: `arn:aws:s3:::${BUCKET}/\${aws:PrincipalTag/Service}/*`,
      Condition: { StringEquals: { "aws:PrincipalArn": services.map((each) => role(each)) } },
    });
  });

  const ownTag = { "aws:PrincipalTag/Service": "ingest-worker" };
  const good = {
    principal: role("ingest-worker"),
    action: "s3:GetObject",
    key: "ingest-worker/manifest/v1.2.3.json",
    tags: ownTag,
  };
  const calls = [
    { title: "its own object", call: good, allowed: true },
    {
      title: "its own object by version",
      call: { ...good, action: "s3:GetObjectVersion" },
      allowed: true,
    },
    { title: "another workload's object", call: { ...good, key: "api-adapter/zip/a.zip" } },
    { title: "a prefix that its own begins", call: { ...good, key: "ingest-worker-2/zip/a.zip" } },
    { title: "with no tag", call: { ...good, tags: {} } },
    { title: "with no tag, the empty prefix", call: { ...good, tags: {}, key: "/a.zip" } },
    {
      title: "with a tag that is a wildcard",
      call: { ...good, key: "api-adapter/zip/a.zip", tags: { "aws:PrincipalTag/Service": "*" } },
    },
    { title: "to write", call: { ...good, action: "s3:PutObject" } },
    { title: "to delete", call: { ...good, action: "s3:DeleteObject" } },
    {
      title: "as a workload that is not in the catalog",
      call: { ...good, principal: role("other") },
    },
    {
      title: "as another role with the tag",
      call: { ...good, principal: `arn:aws:iam::${PROD}:role/admin` },
    },
    {
      title: "as the dev deploy role",
      call: { ...good, principal: role("ingest-worker", "111111111111", "dev") },
    },
  ];
  for (const { title, call, allowed = false } of calls) {
    it(`${allowed ? "allows" : "refuses"} ${title}`, async () => {
      const { principal, action, key, tags } = call;
      const resource = `arn:aws:s3:::${BUCKET}/${key}`;
      const everything = [{ Effect: "Allow", Action: "s3:*", Resource: "*" }];
      const context = { "aws:PrincipalArn": principal, ...tags };

      const resourcePolicy = [statement];
      expect(
        await isAllowed({
          principal,
          action,
          resource,
          account: STG,
          context,
          identity: everything,
          resourcePolicy,
        }),
      ).to.equal(allowed);
    });
  }

  it("fits in a bucket's policy for a hundred workloads of the longest names", () => {
    const longest = Array.from({ length: 100 }, (_, index) =>
      `w${index}-`.padEnd(SERVICE_MAX, "x"),
    );
    const policy = JSON.stringify([
      artifactListers(PROD, BUCKET),
      artifactReaders(PROD, longest, BUCKET),
    ]);

    // 2 KB are left for what keeps the bucket private.
    expect(Buffer.byteLength(policy)).to.be.below(BUCKET_POLICY_MAX - 2048);
  });
});

describe("artifactListers", () => {
  const calls = [
    { title: "below its own prefix", prefix: "ingest-worker/evidence/", allowed: true },
    { title: "below another workload's", prefix: "api-adapter/evidence/" },
    { title: "below a prefix that its own begins", prefix: "ingest-worker-2/" },
    { title: "everything", prefix: "" },
    { title: "as an administrator", prefix: "ingest-worker/", principal: "role/admin" },
    {
      title: "as the role of stg",
      prefix: "ingest-worker/",
      principal: "role/nc-a-stg-gha-deploy-role",
    },
  ];
  for (const { title, prefix, principal, allowed = false } of calls) {
    it(`[§15] ${allowed ? "lets" : "does not let"} a production deploy role list ${title}`, async () => {
      const caller =
        principal === undefined ? role("ingest-worker") : `arn:aws:iam::${PROD}:${principal}`;
      const context = {
        "aws:PrincipalArn": caller,
        "aws:PrincipalTag/Service": "ingest-worker",
        "s3:prefix": prefix,
      };
      expect(
        await isAllowed({
          principal: caller,
          action: "s3:ListBucket",
          resource: `arn:aws:s3:::${BUCKET}`,
          account: STG,
          context,
          identity: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
          resourcePolicy: [artifactListers(PROD, BUCKET)],
        }),
      ).to.equal(allowed);
    });
  }
});
