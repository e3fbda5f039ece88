import { expect } from "chai";
import { openCloud } from "../../sandbox/cloud/record";
import { foldersOf } from "../../sandbox/folders";
import { copyAppliedDev } from "../support/applied-dev";
import { testSandbox } from "../support/sandbox";

/** A policy as an API returns it: its keys in another order than they were sent, and with blanks. */
const DOCUMENT = `{ "Statement": [ {
  "Resource": "*", "Principal": "*", "Effect": "Deny", "Action": "*",
  "Condition": { "Bool": { "aws:SecureTransport": "false" } }
} ], "Version": "2012-10-17" }`;

/**
 * What an API returns of a parent that another resource of the program has set: AWS orders the keys
 * of JSON as it likes, and adds what it has as a default.
 */
const RETURNED: Readonly<Record<string, object>> = {
  "aws:sqs/queue:Queue": {
    policy: DOCUMENT,
    redriveAllowPolicy: '{ "redrivePermission": "allowAll" }',
    redrivePolicy:
      '{ "maxReceiveCount": 5, "deadLetterTargetArn": "arn:aws:sqs:ca-central-1:111111111111:nc-audit-queue-dev-dead-letters" }',
  },
  "aws:s3/bucket:Bucket": {
    lifecycleRules: [{ id: "old", enabled: true }],
    policy: DOCUMENT,
    replicationConfiguration: { role: "arn:aws:iam::111111111111:role/nc-r", rules: [] },
    serverSideEncryptionConfiguration: { rule: { bucketKeyEnabled: true } },
    versioning: { enabled: true },
  },
  "aws:iam/role:Role": {
    inlinePolicies: [{ name: "other", policy: DOCUMENT }],
    managedPolicyArns: ["arn:aws:iam::111111111111:policy/nc-other"],
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    egress: [{ protocol: "tcp", fromPort: 443, toPort: 443 }],
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443 }],
  },
  "aws:sns/topic:Topic": { policy: DOCUMENT },
};

describe("a property that another resource of the program sets", () => {
  const sandbox = testSandbox();
  before(() => copyAppliedDev(sandbox));
  after(() => sandbox.remove());

  it("is left alone by its parent after a refresh, in whatever form the API returns it", async () => {
    const cloud = openCloud(foldersOf(sandbox.folder).cloud("dev"));
    const changed = Object.entries(RETURNED).flatMap(([type, returned]) =>
      cloud.list(type).map((each) => cloud.patch(each, (state) => ({ ...state, ...returned }))),
    );
    expect(new Set(changed.map(({ type }) => type)).size).to.equal(5);

    const refreshed = await sandbox.run(["refresh", "dev"]);
    expect(refreshed.stdout).to.contain(`, ${changed.length} changed, `);
    const up = await sandbox.run(["up", "dev"]);
    expect(up.stdout).to.match(
      /\ndev: 0 created, 0 changed, 0 deleted, \d+ policies, 0 violations\n/,
    );
    expect(up.code).to.equal(0);
    for (const each of changed) {
      expect(cloud.get(each)?.state, each.name).to.deep.include(RETURNED[each.type] ?? {});
    }
  });
});
