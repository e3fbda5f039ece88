import {
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { add } from "./add";
import { type Contract, errorOf } from "./contract";

const TableName = "ledger";
const Bucket = "artifacts-of-the-contract";

const TABLE: Contract = {
  title: "DynamoDB: conditions, queries, updates and transactions",
  inMoto: (config) =>
    new DynamoDBClient(config).send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: "workload", KeyType: "HASH" },
          { AttributeName: "id", KeyType: "RANGE" },
        ],
        AttributeDefinitions: ["workload", "id"].map((AttributeName) => ({
          AttributeName,
          AttributeType: "S",
        })),
      }),
    ),
  inRecord: (cloud) =>
    add(cloud, "aws:dynamodb/table:Table", {
      name: TableName,
      hashKey: "workload",
      rangeKey: "id",
      billingMode: "PAY_PER_REQUEST",
      attributes: ["workload", "id"].map((name) => ({ name, type: "S" })),
    }),
  async calls(config) {
    const client = new DynamoDBClient(config);
    const item = (id: string) => ({ workload: { S: "shop" }, id: { S: id }, n: { N: "1" } });
    const ConditionExpression = "attribute_not_exists(id)";
    const put = (id: string) =>
      client.send(new PutItemCommand({ TableName, Item: item(id), ConditionExpression }));
    const written = [await errorOf(put("1")), await errorOf(put("1")), await errorOf(put("2"))];
    const Key = { workload: { S: "shop" }, id: { S: "1" } };
    const updated = await client.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: "SET n = n + :one, m = if_not_exists(m, :one)",
        ExpressionAttributeValues: { ":one": { N: "1" } },
        ReturnValues: "ALL_NEW",
      }),
    );
    const Put = { TableName, Item: item("2"), ConditionExpression };
    const transaction = new TransactWriteItemsCommand({ TransactItems: [{ Put }] });
    const query = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "workload = :w AND begins_with(id, :i)",
        FilterExpression: "n >= :one",
        ExpressionAttributeValues: { ":w": { S: "shop" }, ":i": { S: "1" }, ":one": { N: "1" } },
      }),
    );
    const scanned = async () => {
      const { Items = [], Count } = await client.send(new ScanCommand({ TableName }));
      return [Items.map(({ id }) => id?.S).sort(), Count];
    };
    const whole = await scanned();
    const second = { TableName, Key: { ...Key, id: { S: "2" } } };
    const unless = { ...second, ConditionExpression: "n > :one" };
    const kept = await errorOf(
      client.send(
        new DeleteItemCommand({ ...unless, ExpressionAttributeValues: { ":one": { N: "1" } } }),
      ),
    );
    const old = await client.send(new DeleteItemCommand({ ...second, ReturnValues: "ALL_OLD" }));
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const missing = new GetItemCommand({ TableName, Key: { ...Key, id: { S: "none" } } });
    const elsewhere = new GetItemCommand({ TableName: "none", Key });
    return {
      written,
      updated: updated.Attributes,
      transaction: await errorOf(client.send(transaction)),
      query: [query.Items, query.Count, query.ScannedCount],
      scans: [whole, await scanned()],
      deleted: [kept, old.Attributes],
      table: [Table?.TableName, Table?.TableStatus, Table?.TableArn, Table?.KeySchema],
      noTable: await errorOf(client.send(new DescribeTableCommand({ TableName: "none" }))),
      missing: (await client.send(missing)).Item,
      elsewhere: await errorOf(client.send(elsewhere)),
    };
  },
};

const BUCKET: Contract = {
  title: "S3: versions, metadata, lists and what is missing",
  async inMoto(config) {
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    const CreateBucketConfiguration = { LocationConstraint: "ca-central-1" as const };
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
    const VersioningConfiguration = { Status: "Enabled" as const };
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  },
  inRecord: (cloud) => add(cloud, "aws:s3/bucket:Bucket", { bucket: Bucket }),
  async calls(config) {
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    const put = (Key: string, Body: string) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body, Metadata: { a: "b" } }));
    const first = await put("shop/1.json", "one");
    await put("shop/1.json", "two");
    await put("shop/2.json", "three");
    const text = async (VersionId?: string) => {
      const get = new GetObjectCommand({ Bucket, Key: "shop/1.json", VersionId });
      return (await s3.send(get)).Body?.transformToString();
    };
    const again = new PutObjectCommand({
      Bucket,
      Key: "shop/1.json",
      Body: "four",
      IfNoneMatch: "*",
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "shop/2.json" }));
    const list = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "shop/" }));
    const versions = async () => {
      const listed = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: "shop/" }));
      return [
        listed.Versions?.map(({ Key, IsLatest, Size }) => [Key, IsLatest, Size]),
        listed.DeleteMarkers?.map(({ Key, IsLatest }) => [Key, IsLatest]),
      ];
    };
    const before = await versions();
    await put("shop/3.json", "three");
    const removed = await s3.send(new DeleteObjectCommand({ Bucket, Key: "shop/3.json" }));
    const gone = await errorOf(s3.send(new GetObjectCommand({ Bucket, Key: "shop/3.json" })));
    return {
      versions: [before, await versions()],
      removed: [removed.DeleteMarker, gone],
      etag: first.ETag,
      texts: [await text(), await text(first.VersionId)],
      head: [head.ContentLength, head.Metadata, head.ETag],
      list: list.Contents?.map(({ Key, Size, ETag }) => [Key, Size, ETag]),
      count: list.KeyCount,
      again: await errorOf(s3.send(again)),
      missing: await errorOf(s3.send(new GetObjectCommand({ Bucket, Key: "none" }))),
      head404: await errorOf(s3.send(new HeadObjectCommand({ Bucket, Key: "none" }))),
      elsewhere: await errorOf(s3.send(new GetObjectCommand({ Bucket: "none", Key: "x" }))),
    };
  },
};

export const STORES = [TABLE, BUCKET];
