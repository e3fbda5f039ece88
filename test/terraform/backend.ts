import { TerraformState } from "../../components/artifacts/terraform-state";
import { contextIn } from "../support/contexts";
import { only, record } from "../support/record";

/** One account's state bucket and lock table, in a simulated account. */
export interface Backend {
  readonly bucket: string;
  /** ARN of the key that the bucket's policy asks of each upload. */
  readonly keyArn: string;
  readonly table: string;
  /** An object's text; nothing if there is none. */
  read(key: string): Promise<string | undefined>;
  /** ARN of the key that an object's upload named; nothing if it named none. */
  uploadKey(key: string): Promise<string | null>;
  /** Leaves one of the two locks of a state, as a run that dies in between does. */
  leaveLock(where: "bucket" | "table", key: string, id: string): Promise<void>;
  /** How many versions of an object there are. */
  versions(key: string): Promise<number>;
  /** The items of the lock table, by `LockID`. */
  locks(): Promise<string[]>;
}

/** Makes what the component `TerraformState` of dev describes, in the account behind `url`. */
export async function makeBackend(url: string): Promise<Backend> {
  const keyArn = "arn:aws:kms:ca-central-1:111111111111:key/5f1c2d3e-4a5b-4c7d-8e9f-0a1b2c3d4e5f";
  const args = { context: contextIn("dev"), stateKeyArn: keyArn };
  const made = await record(() => new TerraformState("terraform", args));
  const { bucket } = only(made, "aws:s3/bucket:Bucket").inputs;
  const { status } = only(made, "aws:s3/bucketVersioning:BucketVersioning").inputs
    .versioningConfiguration;
  const table = only(made, "aws:dynamodb/table:Table").inputs;
  const { region } = args.context.settings;

  // The server reads of a signature only which region and service it is for.
  const signed = (service: string) => ({
    Authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request`,
  });
  const s3 = (path: string, body?: string) =>
    call(`${url}/${path}`, {
      headers: signed("s3"),
      ...(body !== undefined && { method: "PUT", body }),
    });
  const dynamo = (action: string, input: object) =>
    call(url, {
      method: "POST",
      headers: { ...signed("dynamodb"), "X-Amz-Target": `DynamoDB_20120810.${action}` },
      body: JSON.stringify(input),
    });

  await s3(
    bucket,
    `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
  );
  await s3(
    `${bucket}?versioning`,
    `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`,
  );
  await dynamo("CreateTable", {
    TableName: table.name,
    BillingMode: table.billingMode,
    KeySchema: [{ AttributeName: table.hashKey, KeyType: "HASH" }],
    AttributeDefinitions: table.attributes.map((each: { name: string; type: string }) => ({
      AttributeName: each.name,
      AttributeType: each.type,
    })),
  });

  return {
    bucket,
    keyArn,
    table: table.name,
    read: async (key) => (await s3(`${bucket}/${key}`))?.text(),
    async uploadKey(key) {
      const answer = await call(`${url}/${bucket}/${key}`, {
        method: "HEAD",
        headers: signed("s3"),
      });
      return answer?.headers.get("x-amz-server-side-encryption-aws-kms-key-id") ?? null;
    },
    async leaveLock(where, key, id) {
      // Terraform 1.11, internal/states/statemgr/locker.go, `LockInfo`.
      const info = JSON.stringify({
        ID: id,
        Operation: "OperationTypeApply",
        Info: "",
        Who: "runner@host",
        Version: "1.11.4",
        Created: "2026-03-02T09:00:00Z",
        Path: `${bucket}/${key}`,
      });
      if (where === "bucket") await s3(`${bucket}/${key}.tflock`, info);
      else {
        const Item = { LockID: { S: `${bucket}/${key}` }, Info: { S: info } };
        await dynamo("PutItem", { TableName: table.name, Item });
      }
    },
    async versions(key) {
      const list = await (await s3(`${bucket}?versions&prefix=${key}`))?.text();
      return [...(list ?? "").matchAll(/<Version>/g)].length;
    },
    async locks() {
      const answer = await (await dynamo("Scan", { TableName: table.name }))?.text();
      const { Items } = JSON.parse(answer ?? "{}") as { Items: { LockID: { S: string } }[] };
      return Items.map(({ LockID }) => LockID.S);
    },
  };
}

/** What is answered; nothing where there is no such thing. */
async function call(url: string, init: RequestInit): Promise<Response | undefined> {
  const answer = await fetch(url, init);
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}
