import { expect } from "chai";
import { loadTestCatalog } from "../support/catalog";
import { settingsOf } from "../support/contexts";
import { may, verdict } from "./support/judge";
import { type Document, type Role, roleNamed, rolesOf } from "./support/roles";

const ACCOUNT = "333333333333";
const at = (service: string, resource: string, region = "ca-central-1") =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;

const KEY = at("kms", "key/mrk-11111111222233334444555555555555");
const SECRET = at("secretsmanager", "secret:/nc/prod/x/secret/token-AbCdEf");
const BUCKET = `arn:aws:s3:::nc-platform-prod-artifacts-${ACCOUNT}`;
const TABLE = at("dynamodb", "table/nc-x-prod-table");
const TOPIC = at("sns", "nc-platform-prod-alerts");

/** What an administrator has: only the boundary is left to refuse. */
const EVERYTHING: Document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

type Ask = readonly [action: string, resource: string, keys?: Record<string, string | string[]>];

const into = (...regions: string[]) => ({ "secretsmanager:AddReplicaRegions": regions });

/** Copies into the DR region, as recovery makes them. */
const RECOVERY: readonly Ask[] = [
  ["ecr:PutReplicationConfiguration", "*"],
  ["kms:ReplicateKey", KEY, { "kms:ReplicaRegion": "us-east-1" }],
  ["s3:PutReplicationConfiguration", BUCKET],
  ["secretsmanager:ReplicateSecretToRegions", SECRET, into("us-east-1")],
];

const COPIED_SECRET: Ask = ["secretsmanager:CreateSecret", SECRET, into("us-east-1")];

/** Copies that nobody makes, with the DR region or without it. */
const NEVER: readonly Ask[] = [
  ["kms:ReplicateKey", KEY, { "kms:ReplicaRegion": "eu-west-1" }],
  ["kms:ReplicateKey", KEY],
  ["secretsmanager:ReplicateSecretToRegions", SECRET, into("eu-west-1")],
  ["secretsmanager:ReplicateSecretToRegions", SECRET, into("us-east-1", "eu-west-1")],
  ["secretsmanager:CreateSecret", SECRET, into("eu-west-1")],
  ["secretsmanager:CreateSecret", SECRET, into("us-east-1", "eu-west-1")],
  ["dynamodb:AssociateTableReplica", TABLE],
  ["dynamodb:CreateGlobalTable", TABLE],
  ["dynamodb:CreateTableReplica", TABLE],
  ["dynamodb:UpdateGlobalTable", TABLE],
  ["logs:PutAccountPolicy", "*"],
  ["logs:PutSubscriptionFilter", at("logs", "log-group:/nc/prod/x/logs/app")],
  ["sns:Subscribe", TOPIC, { "sns:Endpoint": at("sqs", "nc-x-prod-queue", "eu-west-1") }],
  ["sns:Subscribe", TOPIC, { "sns:Endpoint": "arn:aws:sqs:ca-central-1:999999999999:theirs" }],
];

/** Sharing with other accounts, for which the program has no use. */
const SHARING: readonly Ask[] = [
  ["dynamodb:PutResourcePolicy", TABLE],
  ["ecr:PutRegistryPolicy", "*"],
  ["events:PutPermission", "*"],
  ["kms:CreateGrant", KEY, { "kms:GrantIsForAWSResource": "false" }],
  ["kms:CreateGrant", KEY],
  ["lambda:AddLayerVersionPermission", at("lambda", "layer:nc-x:1")],
  ["s3:PutAccountPublicAccessBlock", "*"],
  ["secretsmanager:PutResourcePolicy", SECRET],
  ["ssm:ModifyDocumentPermission", at("ssm", "document/nc-platform-prod-freeze")],
  ["ssm:PutResourcePolicy", at("ssm", "parameter/nc/prod/x/config/level")],
];

/** What looks like one of them and stays. */
const STAYS: readonly Ask[] = [
  ["secretsmanager:CreateSecret", SECRET],
  ["secretsmanager:UpdateSecret", SECRET],
  ["dynamodb:UpdateTable", TABLE],
  ["kms:CreateGrant", KEY, { "kms:GrantIsForAWSResource": "true" }],
  ["sns:Subscribe", TOPIC, { "sns:Endpoint": at("sqs", "nc-x-prod-queue") }],
  ["sns:Subscribe", TOPIC, { "sns:Endpoint": "on-call@neurocipher.example" }],
];

for (const dr of [false, true]) {
  describe(`copies of what an account holds, with the DR region ${dr ? "on" : "off"}`, () => {
    let deploy: Role;
    let platform: Role;

    before(async () => {
      const roles = await rolesOf("prod", await loadTestCatalog(), settingsOf("prod", { dr }));
      deploy = roleNamed(roles, "nc-ingest-worker-prod-gha-deploy-role");
      platform = roleNamed(roles, "gha-deploy-role");
    });

    /** The answers of the boundary alone, each beside what was asked. */
    const answers = (role: Role, asks: readonly Ask[]) =>
      Promise.all(
        asks.map(async ([action, resource, keys]) => {
          const asked = { permissions: [EVERYTHING], with: keys };
          return `${action} ${await verdict(role, action, resource, asked)}`;
        }),
      );
    const all = (asks: readonly Ask[], answer: string) =>
      asks.map(([action]) => `${action} ${answer}`);

    it("go to no other region, whoever asks", async () => {
      for (const role of [deploy, platform]) {
        expect(await answers(role, NEVER)).to.deep.equal(all(NEVER, "ExplicitlyDenied"));
      }
    });

    it(`are made for recovery by ${dr ? "the platform alone" : "nobody"}`, async () => {
      const platforms = dr ? "Allowed" : "ExplicitlyDenied";
      expect(await answers(platform, RECOVERY)).to.deep.equal(all(RECOVERY, platforms));
      expect(await answers(deploy, RECOVERY)).to.deep.equal(all(RECOVERY, "ExplicitlyDenied"));
      expect(await answers(platform, [COPIED_SECRET])).to.deep.equal(
        all([COPIED_SECRET], platforms),
      );
    });

    it("go to no other account", async () => {
      for (const role of [deploy, platform]) {
        expect(await answers(role, SHARING)).to.deep.equal(all(SHARING, "ExplicitlyDenied"));
      }
    });

    it("are not what is refused where nothing is copied", async () => {
      for (const role of [deploy, platform]) {
        expect(await answers(role, STAYS)).to.deep.equal(all(STAYS, "Allowed"));
      }
    });

    it("are bounded in the region that they go to, if a role of ours makes them", async () => {
      const into = (region: string) =>
        may(deploy, "s3:ReplicateObject", `${BUCKET}/x/1.zip`, {
          permissions: [EVERYTHING],
          with: { "aws:RequestedRegion": region },
        });
      expect(await into("eu-west-1")).to.equal(false);
      expect(await into("us-east-1")).to.equal(dr);
    });

    it("leave the boundary room in a managed policy", () => {
      expect(JSON.stringify(platform.boundary).length).to.be.at.most(6144);
    });
  });
}
