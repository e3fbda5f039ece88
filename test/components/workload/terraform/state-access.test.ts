import { expect } from "chai";
import {
  terraformStateAccess,
  terraformStateKey,
} from "../../../../components/workload/terraform/state-access";
import { contextIn, settingsOf } from "../../../support/contexts";
import { isAllowed } from "../../../support/simulate";

const ACCOUNT = "222222222222";
const BUCKET = "nc-platform-stg-terraform-state-222222222222";
const TABLE = `arn:aws:dynamodb:ca-central-1:${ACCOUNT}:table/nc-platform-stg-terraform-locks`;
const KEY = `arn:aws:kms:ca-central-1:${ACCOUNT}:key/1234`;
const KEY_POLICY = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
};
const object = (key: string) => `arn:aws:s3:::${BUCKET}/${key}`;

interface Case {
  action: string;
  resource: string;
  context?: Record<string, string | string[]>;
}

const lock = (...keys: string[]) => ({ "dynamodb:LeadingKeys": keys });
const key = (alias: string, service: string) => ({
  "kms:ResourceAliases": [alias],
  "kms:ViaService": `${service}.ca-central-1.amazonaws.com`,
});
const STATE_ALIAS = contextIn("stg").aliasName("state");

const NEEDED: Case[] = [
  { action: "s3:GetObject", resource: object("core/terraform.tfstate") },
  { action: "s3:PutObject", resource: object("core/terraform.tfstate") },
  { action: "s3:GetObject", resource: object("core/terraform.tfstate.tflock") },
  { action: "s3:PutObject", resource: object("core/terraform.tfstate.tflock") },
  { action: "s3:DeleteObject", resource: object("core/terraform.tfstate.tflock") },
  list("core/workspaces/"),
  { action: "dynamodb:DescribeTable", resource: TABLE },
  ...["GetItem", "PutItem", "DeleteItem"].flatMap((each) => [
    dynamo(each, lock(`${BUCKET}/core/terraform.tfstate`)),
    dynamo(each, lock(`${BUCKET}/core/terraform.tfstate-md5`)),
  ]),
  { action: "kms:Decrypt", resource: KEY, context: key(STATE_ALIAS, "s3") },
  { action: "kms:GenerateDataKey", resource: KEY, context: key(STATE_ALIAS, "s3") },
  { action: "kms:Decrypt", resource: KEY, context: key(STATE_ALIAS, "dynamodb") },
];

const REFUSED: Case[] = [
  { action: "s3:DeleteObject", resource: object("core/terraform.tfstate") },
  { action: "s3:DeleteObjectVersion", resource: object("core/terraform.tfstate") },
  { action: "s3:GetObject", resource: object("corex/terraform.tfstate") },
  { action: "s3:GetObject", resource: object("other/terraform.tfstate") },
  { action: "s3:PutObject", resource: object("other/terraform.tfstate.tflock") },
  { action: "s3:PutObject", resource: object("core/terraform.tfstate.other") },
  list("other/"),
  list("env:/"),
  list(undefined),
  dynamo("PutItem", lock(`${BUCKET}/other/terraform.tfstate`)),
  dynamo(
    "DeleteItem",
    lock(`${BUCKET}/core/terraform.tfstate`, `${BUCKET}/other/terraform.tfstate`),
  ),
  dynamo("GetItem", {}),
  dynamo("Scan", {}),
  { action: "kms:Decrypt", resource: KEY, context: key("alias/nc-platform-stg-config", "s3") },
  { action: "kms:Decrypt", resource: KEY, context: key(STATE_ALIAS, "secretsmanager") },
  { action: "kms:Decrypt", resource: KEY, context: { "kms:ResourceAliases": [STATE_ALIAS] } },
  { action: "kms:ScheduleKeyDeletion", resource: KEY, context: key(STATE_ALIAS, "s3") },
];

describe("terraformStateAccess", () => {
  it("keeps one workload's state apart from every other's", () => {
    expect(terraformStateKey("core")).to.equal("core/terraform.tfstate");
  });

  for (const each of NEEDED) {
    it(`[§6] allows ${title(each)}`, async () => {
      expect(await may(each)).to.equal(true);
    });
  }

  for (const each of REFUSED) {
    it(`refuses ${title(each)}`, async () => {
      expect(await may(each)).to.equal(false);
    });
  }
});

/** Whether the role that applies `core` may do this. */
function may({ action, resource, context }: Case): Promise<boolean> {
  const identity = terraformStateAccess(settingsOf("stg"), "core");
  const principal = `arn:aws:iam::${ACCOUNT}:role/nc-core-stg-gha-deploy-role`;
  return isAllowed({
    principal,
    action,
    resource,
    account: ACCOUNT,
    context,
    identity,
    // KMS asks the key's policy first: it hands the decision to IAM.
    ...(action.startsWith("kms:") && { resourcePolicy: [KEY_POLICY] }),
  });
}

function title({ action, resource, context }: Case): string {
  const where = resource.split(":").at(-1);
  return `${action} of ${where}${context ? `, given ${JSON.stringify(context)}` : ""}`;
}

function list(prefix: string | undefined): Case {
  const context: Case["context"] = prefix === undefined ? {} : { "s3:prefix": prefix };
  return { action: "s3:ListBucket", resource: `arn:aws:s3:::${BUCKET}`, context };
}

function dynamo(action: string, context: Case["context"]): Case {
  return { action: `dynamodb:${action}`, resource: TABLE, context };
}
