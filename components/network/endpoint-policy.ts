import type { Settings } from "../../infra/settings/parse";

/** The account and region that an endpoint serves. */
type Place = Pick<Settings, "accountId" | "region">;

/**
 * What passes an interface endpoint, as JSON text: calls with this account's credentials. A stolen
 * key of another account cannot carry data out of the VPC.
 */
export function interfacePolicy({ accountId }: Place): string {
  return policy([ours("OwnCredentials", "*", { "aws:PrincipalAccount": accountId })]);
}

/** What passes the DynamoDB gateway, as JSON text: this account's credentials on its own tables. */
export function dynamoDbPolicy({ accountId }: Place): string {
  return policy([ours("OwnTables", "dynamodb:*", within(accountId))]);
}

/**
 * What passes the S3 gateway, as JSON text: this account's credentials on its own buckets, and the
 * layers of ECR images. Those lie in a bucket of AWS and are read by URLs that ECR signs, so that
 * no condition on the caller holds (Amazon ECR guide, Interface VPC endpoints).
 *
 * Nothing in the VPC reads another environment: promotion copies on GitHub's runners.
 */
export function s3Policy({ accountId, region }: Place): string {
  const layers = `arn:aws:s3:::prod-${region}-starport-layer-bucket/*`;
  return policy([
    ours("OwnBuckets", "s3:*", within(accountId)),
    { Sid: "ImageLayers", ...ANYONE, Action: "s3:GetObject", Resource: layers },
  ]);
}

const ANYONE = { Effect: "Allow", Principal: "*" } as const;

function within(accountId: string) {
  return { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId };
}

function ours(Sid: string, Action: string, StringEquals: Record<string, string>) {
  return { Sid, ...ANYONE, Action, Resource: "*", Condition: { StringEquals } };
}

function policy(Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
