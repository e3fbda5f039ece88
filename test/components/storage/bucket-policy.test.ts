import { expect } from "chai";
import { privateStatements } from "../../../components/storage/bucket-policy";
import { isAllowed } from "../../support/simulate";

const ACCOUNT = "222222222222";
const KEY = "arn:aws:kms:ca-central-1:222222222222:key/own";
const OTHER = "arn:aws:kms:ca-central-1:222222222222:key/other";
const HOW = "s3:x-amz-server-side-encryption";
const WHICH = "s3:x-amz-server-side-encryption-aws-kms-key-id";

interface Upload {
  title: string;
  keyArn?: string;
  writer?: string;
  headers: Record<string, string>;
}

const TAKEN: Upload[] = [
  { title: "that says nothing of encryption", keyArn: KEY, headers: {} },
  {
    title: "that names the bucket's key",
    keyArn: KEY,
    headers: { [HOW]: "aws:kms", [WHICH]: KEY },
  },
  { title: "with S3's own key, to a bucket without one", headers: { [HOW]: "AES256" } },
];

const CLOUDTRAIL = "cloudtrail.amazonaws.com";
TAKEN.push({
  title: "of its writer with S3's own key",
  keyArn: KEY,
  writer: CLOUDTRAIL,
  headers: { [HOW]: "AES256", "aws:PrincipalServiceName": CLOUDTRAIL },
});

const REFUSED: Upload[] = [
  { title: "of another than its writer", keyArn: KEY, writer: CLOUDTRAIL, headers: {} },
  {
    title: "of another service than its writer",
    keyArn: KEY,
    writer: CLOUDTRAIL,
    headers: { "aws:PrincipalServiceName": "delivery.logs.amazonaws.com" },
  },
  { title: "without TLS", keyArn: KEY, headers: { "aws:SecureTransport": "false" } },
  { title: "without TLS, to a bucket without a key", headers: { "aws:SecureTransport": "false" } },
  { title: "with S3's own key", keyArn: KEY, headers: { [HOW]: "AES256" } },
  { title: "with the account's default key", keyArn: KEY, headers: { [HOW]: "aws:kms" } },
  { title: "with another key", keyArn: KEY, headers: { [HOW]: "aws:kms", [WHICH]: OTHER } },
  { title: "with another key, and no word of how", keyArn: KEY, headers: { [WHICH]: OTHER } },
];

describe("privateStatements", () => {
  it("refuses plain HTTP, and uploads with another key or with none named", () => {
    const [bucket, objects] = ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"];
    const deny = { Effect: "Deny", Principal: "*" };
    const upload = { ...deny, Action: "s3:PutObject", Resource: objects };

    expect(privateStatements("bucket", { keyArn: KEY })).to.deep.equal([
      {
        Sid: "OnlyOverTls",
        ...deny,
        Action: "s3:*",
        Resource: [bucket, objects],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "OnlyWithItsOwnKey",
        ...upload,
        Condition: { StringNotEquals: { [WHICH]: KEY }, Null: { [WHICH]: "false" } },
      },
      {
        Sid: "OnlyWithANamedKey",
        ...upload,
        Condition: { Null: { [HOW]: "false", [WHICH]: "true" } },
      },
    ]);
  });

  for (const upload of TAKEN) {
    it(`takes an upload ${upload.title}`, async () => {
      expect(await isTaken(upload)).to.equal(true);
    });
  }

  for (const upload of REFUSED) {
    it(`refuses an upload ${upload.title}`, async () => {
      expect(await isTaken(upload)).to.equal(false);
    });
  }
});

/** Whether the upload of someone who may do everything is taken. */
function isTaken({ keyArn, headers, writer }: Upload): Promise<boolean> {
  return isAllowed({
    principal: `arn:aws:iam::${ACCOUNT}:role/anyone`,
    action: "s3:PutObject",
    resource: "arn:aws:s3:::bucket/key",
    account: ACCOUNT,
    context: { "aws:SecureTransport": "true", ...headers },
    identity: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
    resourcePolicy: privateStatements("bucket", { keyArn, writer }),
  });
}
