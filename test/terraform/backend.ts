import { TerraformState } from "../../components/artifacts/terraform-state";
import { contextIn } from "../support/contexts";
import { only, record } from "../support/record";

/** One account's state bucket and lock table, in a simulated account. */
export interface Backend {
  readonly bucket: string;
  readonly table: string;
  /** An object's text; nothing if there is none. */
  read(key: string): Promise<string | undefined>;
  /** How many versions of an object there are. */
  versions(key: string): Promise<number>;
  /** The items of the lock table, by `LockID`. */
  locks(): Promise<string[]>;
}

/** Makes what the component `TerraformState` of dev describes, in the account behind `url`. */
export async function makeBackend(url: string): Promise<Backend> {
  const args = { context: contextIn("dev"), stateKeyArn: "arn:aws:kms:::key/state" };
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
    table: table.name,
    read: async (key) => (await s3(`${bucket}/${key}`))?.text(),
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
