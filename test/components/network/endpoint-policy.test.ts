import { expect } from "chai";
import {
  dynamoDbPolicy,
  interfacePolicy,
  s3Policy,
} from "../../../components/network/endpoint-policy";
import { settingsOf } from "../../support/contexts";

const prod = settingsOf("prod");
const PROD = "333333333333";
const STG = "222222222222";
const OWN = { "aws:PrincipalAccount": PROD, "aws:ResourceAccount": PROD };

function ours(Sid: string, Action: string, StringEquals: object) {
  const Condition = { StringEquals };
  return { Sid, Effect: "Allow", Principal: "*", Action, Resource: "*", Condition };
}

describe("the policy of an endpoint", () => {
  it("to a service: passes this account's credentials only", () => {
    expect(JSON.parse(interfacePolicy(prod))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [ours("OwnCredentials", "*", { "aws:PrincipalAccount": PROD })],
    });
  });

  it("to DynamoDB: passes this account's credentials on its own tables", () => {
    expect(JSON.parse(dynamoDbPolicy(prod))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [ours("OwnTables", "dynamodb:*", OWN)],
    });
  });

  it("to S3: passes its own buckets, and image layers by the URLs that ECR signs", () => {
    expect(JSON.parse(s3Policy(prod))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        ours("OwnBuckets", "s3:*", OWN),
        {
          Sid: "ImageLayers",
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::prod-ca-central-1-starport-layer-bucket/*",
        },
      ],
    });
  });

  for (const policy of [interfacePolicy, dynamoDbPolicy, s3Policy]) {
    it(`of ${policy.name} names no other environment's account`, () => {
      expect(policy(prod)).to.not.include(STG);
    });
  }
});
