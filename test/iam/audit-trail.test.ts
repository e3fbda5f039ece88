import { expect } from "chai";
import { keyPolicy } from "../../components/security/key-policy";
import { loadTestCatalog } from "../support/catalog";
import { ACCOUNTS, contextIn, settingsOf } from "../support/contexts";
import { madeWith } from "./support/environment";
import { everyOption } from "./support/every-option";
import { may, verdict } from "./support/judge";
import { type Document, type Role, rolesIn } from "./support/roles";

/** What an administrator has: only the boundary and the key's own policy are left to refuse. */
const EVERYTHING: Document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** Calls that end a trail or take something from it (service authorization reference, CloudTrail). */
const ON_TRAIL = [
  ...["CreateTrail", "DeleteTrail", "PutEventSelectors", "PutInsightSelectors", "StopLogging"],
  "UpdateTrail",
];

/** The same for its bucket. */
const ON_BUCKET = [
  ...["DeleteBucket", "DeleteBucketPolicy", "PutBucketAcl", "PutBucketObjectLockConfiguration"],
  ...["PutBucketPolicy", "PutBucketVersioning", "PutEncryptionConfiguration"],
  ...["PutLifecycleConfiguration", "PutBucketOwnershipControls", "PutBucketPublicAccessBlock"],
];
const ON_OBJECTS = ["DeleteObject", "DeleteObjectVersion", "PutObject", "PutObjectRetention"];

const environment = "prod";
const account = ACCOUNTS[environment];
const trail = `arn:aws:cloudtrail:ca-central-1:${account}:trail/nc-platform-${environment}-audit-trail`;
const bucket = `arn:aws:s3:::nc-platform-${environment}-audit-trail-${account}`;
const key = `arn:aws:kms:ca-central-1:${account}:key/11111111-2222-3333-4444-555555555555`;

describe(`the audit trail of prod`, () => {
  let roles: readonly Role[];

  before(async () => {
    const settings = settingsOf(environment);
    const catalog = [...(await loadTestCatalog()), ...everyOption()];
    roles = [...rolesIn(await madeWith(settings, catalog), settings).values()];
    expect(roles.length).to.be.above(20);
  });

  const refused = async (action: string, resource: string, resourcePolicy?: Document) => {
    for (const role of roles) {
      const asked = { permissions: [EVERYTHING], ...(resourcePolicy && { resourcePolicy }) };
      expect(await may(role, action, resource, asked), `${role.name}: ${action}`).to.equal(false);
    }
  };

  it("[§14] is stopped and changed by no role of the program, whatever it is allowed", async () => {
    for (const action of ON_TRAIL) await refused(`cloudtrail:${action}`, trail);
  });

  it("[§14] keeps its bucket and its files from every role of the program", async () => {
    for (const action of ON_BUCKET) await refused(`s3:${action}`, bucket);
    for (const action of ON_OBJECTS) await refused(`s3:${action}`, `${bucket}/AWSLogs/1.json.gz`);
    const owned = {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucket, `${bucket}/*`],
    };
    for (const role of roles) {
      const asked = { resourcePolicy: { Version: "2012-10-17", Statement: [owned] } };
      const answer = await verdict(role, "s3:DeleteBucketPolicy", bucket, asked);
      expect(answer, role.name).to.equal("ExplicitlyDenied");
    }
  });

  it("[§14] keeps its key: no role of the program ends it or writes its policy", async () => {
    const own: Document = JSON.parse(keyPolicy("audit", contextIn(environment), { logGroups: [] }));
    for (const action of ["DisableKey", "PutKeyPolicy", "ScheduleKeyDeletion"]) {
      await refused(`kms:${action}`, key, own);
    }
  });

  it("leaves the key's policy to an administrator of the account", async () => {
    const own: Document = JSON.parse(keyPolicy("audit", contextIn(environment), { logGroups: [] }));
    const [any] = roles;
    if (!any) throw new Error("no role");
    const arn = `arn:aws:iam::${account}:role/Administrator`;
    const administrator = { ...any, arn, name: "Administrator", boundary: EVERYTHING };
    const asked = { permissions: [EVERYTHING], resourcePolicy: own };
    expect(await may(administrator, "kms:PutKeyPolicy", key, asked)).to.equal(true);
  });

  it("keeps the role with which CloudTrail fills its log group", async () => {
    const role = `arn:aws:iam::${account}:role/nc-platform-${environment}-audit-trail`;
    const boundary = `arn:aws:iam::${account}:policy/nc-platform-${environment}-boundary`;
    const keys = { "iam:PermissionsBoundary": boundary };
    for (const action of ["DeleteRolePolicy", "PutRolePolicy", "UpdateAssumeRolePolicy"]) {
      for (const each of roles) {
        const asked = { permissions: [EVERYTHING], with: keys };
        const answer = await may(each, `iam:${action}`, role, asked);
        expect(answer, `${each.name}: ${action}`).to.equal(false);
      }
    }
  });
});
