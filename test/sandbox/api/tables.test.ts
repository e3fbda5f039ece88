import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import { createResource } from "../../../sandbox/cloud/account";
import type { Cloud } from "../../../sandbox/cloud/record";
import { ACCOUNT, REGION } from "./support/service-inputs";
import { testApi } from "./support/test-api";

const TableName = "nc-platform-dev-ledger";
const ENCRYPTED = "nc-platform-dev-encrypted";
const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;

describe("a table in the simulated account", () => {
  const api = testApi(addTable);
  const client = () => new DynamoDBClient(api.as(ADMINISTRATOR));
  const put = (id: string, at: string, more: Record<string, AttributeValue> = {}) =>
    client().send(
      new PutItemCommand({
        TableName,
        Item: { workload: { S: "shop" }, id: { S: id }, at: { S: at }, ...more },
        ConditionExpression: "attribute_not_exists(id)",
      }),
    );

  it("takes an item once where the condition says so", async () => {
    await put("1", "2026-01-01");
    expect(await nameOfError(put("1", "2026-02-02"))).to.equal("ConditionalCheckFailedException");
    const Key = { workload: { S: "shop" }, id: { S: "1" } };
    const { Item } = await client().send(new GetItemCommand({ TableName, Key }));
    expect(Item?.at).to.deep.equal({ S: "2026-01-01" });
  });

  it("answers a query of its index in order, page by page", async () => {
    for (const [id, at] of [
      ["1", "2026-03-03"],
      ["2", "2026-01-01"],
      ["3", "2026-02-02"],
    ] as const) {
      await put(id, at);
    }
    const page = (ExclusiveStartKey?: Record<string, AttributeValue>) =>
      client().send(
        new QueryCommand({
          TableName,
          IndexName: "by-time",
          KeyConditionExpression: "workload = :w AND #at >= :since",
          ExpressionAttributeNames: { "#at": "at" },
          ExpressionAttributeValues: { ":w": { S: "shop" }, ":since": { S: "2026-01-02" } },
          Limit: 1,
          ExclusiveStartKey,
        }),
      );
    const first = await page();
    expect(first.Items?.map(({ id }) => id?.S)).to.deep.equal(["3"]);
    const second = await page(first.LastEvaluatedKey);
    expect(second.Items?.map(({ id }) => id?.S)).to.deep.equal(["1"]);
    expect(second.LastEvaluatedKey).to.equal(undefined);
  });

  const filters: [filter: string, ids: string[]][] = [
    ["n > :one", ["2", "3"]],
    ["n BETWEEN :one AND :two", ["1", "2"]],
    ["n IN (:one, :three)", ["1", "3"]],
    ["NOT n = :one AND (n = :two OR n = :three)", ["2", "3"]],
    ["begins_with(s, :a)", ["1", "2"]],
    ["contains(s, :b)", ["2", "3"]],
    ["attribute_exists(extra)", ["3"]],
    ["size(s) = :one", ["1", "3"]],
    ["n <> :two", ["1", "3"]],
  ];
  for (const [FilterExpression, ids] of filters) {
    it(`keeps ${ids.join(" and ")} where ${FilterExpression}`, async () => {
      await put("1", "-", { n: { N: "1" }, s: { S: "a" } });
      await put("2", "-", { n: { N: "2" }, s: { S: "ab" } });
      await put("3", "-", { n: { N: "3" }, s: { S: "b" }, extra: { BOOL: true } });
      const all: Record<string, AttributeValue> = {
        ":one": { N: "1" },
        ":two": { N: "2" },
        ":three": { N: "3" },
        ":a": { S: "a" },
        ":b": { S: "b" },
      };
      const used = Object.entries(all).filter(([name]) => FilterExpression.includes(name));
      const ExpressionAttributeValues = used.length > 0 ? Object.fromEntries(used) : undefined;
      const scan = new ScanCommand({ TableName, FilterExpression, ExpressionAttributeValues });
      const { Items = [] } = await client().send(scan);
      expect(Items.map(({ id }) => id?.S).sort()).to.deep.equal(ids);
    });
  }

  it("changes an item by an expression", async () => {
    await put("1", "then", { n: { N: "1" }, gone: { S: "x" } });
    const { Attributes } = await client().send(
      new UpdateItemCommand({
        TableName,
        Key: { workload: { S: "shop" }, id: { S: "1" } },
        UpdateExpression: "SET #at = :now, m = if_not_exists(m, :zero), n = n + :two REMOVE gone",
        ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: {
          ":now": { S: "now" },
          ":zero": { N: "0" },
          ":two": { N: "2" },
        },
        ReturnValues: "ALL_NEW",
      }),
    );
    expect(Attributes).to.deep.equal({
      workload: { S: "shop" },
      id: { S: "1" },
      at: { S: "now" },
      m: { N: "0" },
      n: { N: "3" },
    });
  });

  it("writes all of a transaction, or nothing of it", async () => {
    await put("1", "-");
    const write = (id: string) => ({
      Put: {
        TableName,
        Item: { workload: { S: "shop" }, id: { S: id } },
        ConditionExpression: "attribute_not_exists(id)",
      },
    });
    const transact = new TransactWriteItemsCommand({ TransactItems: [write("2"), write("1")] });
    const error = await client()
      .send(transact)
      .catch((each) => each);
    expect(error.name).to.equal("TransactionCanceledException");
    const codes = error.CancellationReasons.map(({ Code }: { Code: string }) => Code);
    expect(codes).to.deep.equal(["None", "ConditionalCheckFailed"]);
    const { Count } = await client().send(new ScanCommand({ TableName }));
    expect(Count).to.equal(1);
  });

  it("is read and written by who may use its key, through DynamoDB alone", async () => {
    const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: KEY_ARN };
    const via = (service: string) => ({
      ...decrypt,
      Condition: { StringEquals: { "kms:ViaService": `${service}.${REGION}.amazonaws.com` } },
    });
    addRole(api.cloud, "with-key", [via("dynamodb")]);
    addRole(api.cloud, "with-key-for-s3", [via("s3")]);
    addRole(api.cloud, "without-key", []);
    const Item = { workload: { S: "shop" }, id: { S: "1" } };
    const tried = async (role: string) => {
      const dynamoDb = new DynamoDBClient(api.as(role));
      const put = dynamoDb.send(new PutItemCommand({ TableName: ENCRYPTED, Item }));
      const scan = dynamoDb.send(new ScanCommand({ TableName: ENCRYPTED }));
      return [await nameOfError(put), await nameOfError(scan)];
    };
    expect(await tried("with-key")).to.deep.equal([undefined, undefined]);
    const refused = ["AccessDeniedException", "AccessDeniedException"];
    expect(await tried("with-key-for-s3")).to.deep.equal(refused);
    expect(await tried("without-key")).to.deep.equal(refused);
  });
});

/** Inputs of a resource that has a name. */
type Named = { readonly name: string } & Readonly<Record<string, unknown>>;

function addTable(cloud: Cloud): void {
  const ofTable = {
    hashKey: "workload",
    rangeKey: "id",
    billingMode: "PAY_PER_REQUEST",
    attributes: ["workload", "id", "at"].map((name) => ({ name, type: "S" })),
    localSecondaryIndexes: [{ name: "by-time", rangeKey: "at", projectionType: "ALL" }],
  };
  add(cloud, "aws:dynamodb/table:Table", { name: TableName, ...ofTable });
  const serverSideEncryption = { enabled: true, kmsKeyArn: KEY_ARN };
  add(cloud, "aws:dynamodb/table:Table", { name: ENCRYPTED, ...ofTable, serverSideEncryption });
}

/** A role that may do everything with tables, and what `statements` say. */
function addRole(cloud: Cloud, name: string, statements: readonly object[]): void {
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } };
  const assumeRolePolicy = policyOf([{ ...trust, Action: "sts:AssumeRole" }]);
  add(cloud, "aws:iam/role:Role", { name, assumeRolePolicy });
  const tables = { Effect: "Allow", Action: "dynamodb:*", Resource: "*" };
  const policy = policyOf([tables, ...statements]);
  add(cloud, "aws:iam/rolePolicy:RolePolicy", { name, role: name, policy });
}

function policyOf(Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

function add(cloud: Cloud, type: string, inputs: Named): void {
  const resource = { urn: `urn:${type}:${inputs.name}`, type, name: inputs.name, inputs };
  createResource(cloud, resource, { account: ACCOUNT, region: REGION });
}

async function nameOfError(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: Error) => error.name,
  );
}
