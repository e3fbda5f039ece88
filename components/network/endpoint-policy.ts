import type { Settings } from "../../infra/settings/parse";

/** The account and region of an endpoint. */
type EndpointOwner = Pick<Settings, "accountId" | "region">;

/**
 * The policy of an interface endpoint, as JSON text: it accepts calls with this account's
 * credentials. Credentials of another account cannot carry data out of the VPC.
 */
export function interfacePolicy({ accountId }: EndpointOwner): string {
  return policy([ownAccount("OwnCredentials", "*", { "aws:PrincipalAccount": accountId })]);
}

/** The policy of the DynamoDB gateway, as JSON text: this account's credentials on its own tables. */
export function dynamoDbPolicy({ accountId }: EndpointOwner): string {
  return policy([ownAccount("OwnTables", "dynamodb:*", within(accountId))]);
}

/**
 * The policy of the S3 gateway, as JSON text: this account's credentials on its own buckets, and
 * the layers of ECR images. AWS owns the bucket of the layers, and ECR signs the URLs, so a condition
 * on the caller would not hold (Amazon ECR guide, "Interface VPC endpoints").
 *
 * Nothing in the VPC reads another environment: promotion copies on GitHub's runners.
 */
export function s3Policy({ accountId, region }: EndpointOwner): string {
  const layers = `arn:aws:s3:::prod-${region}-starport-layer-bucket/*`;
  return policy([
    ownAccount("OwnBuckets", "s3:*", within(accountId)),
    { Sid: "ImageLayers", ...ANYONE, Action: "s3:GetObject", Resource: layers },
  ]);
}

const ANYONE = { Effect: "Allow", Principal: "*" } as const;

function within(accountId: string) {
  return { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId };
}

function ownAccount(Sid: string, Action: string, StringEquals: Record<string, string>) {
  return { Sid, ...ANYONE, Action, Resource: "*", Condition: { StringEquals } };
}

function policy(Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
