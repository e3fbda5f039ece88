import { expect } from "chai";
import { type CanaryRoleArgs, canaryRole } from "../../../../components/observe/canary/canary-role";
import { contextIn, INGEST } from "../../../support/contexts";
import { only, record } from "../../../support/record";
import { isAllowed } from "../../../support/simulate";

const ACCOUNT = "222222222222";
const BUCKET = "arn:aws:s3:::nc-platform-stg-artifacts";
const KEY = `arn:aws:kms:ca-central-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/nc-platform-stg-boundary`;
const LOGS = `arn:aws:logs:ca-central-1:${ACCOUNT}:log-group`;
/** Synthetics keeps 21 characters of the canary's name, as a function's name has 64. */
const FUNCTION = "cwsyn-nc-ingest-worker-stg--3f6c2f0e-5d0b-4c57-9a1e-0a4b7b1f2c3d";
const OWN_LOGS = `${LOGS}:/aws/lambda/${FUNCTION}`;
const context = contextIn("stg", INGEST);

const args: CanaryRoleArgs = {
  context,
  component: "synthetic-check",
  prefix: "ingest-worker/synthetic",
  bucketArn: BUCKET,
  keyArn: KEY,
  permissionsBoundaryArn: BOUNDARY,
};

const made = (changes: Partial<CanaryRoleArgs> = {}) =>
  record(() => canaryRole("check", { ...args, ...changes }, {}));

/** Whether the role's own policy allows `action` on `resource`. */
async function may(
  action: string,
  resource: string,
  context: Record<string, string> = {},
  changes: Partial<CanaryRoleArgs> = {},
) {
  const { inputs } = only(await made(changes), "aws:iam/rolePolicy:RolePolicy");
  return isAllowed({
    principal: `arn:aws:iam::${ACCOUNT}:role/nc-ingest-worker-stg-synthetic-check`,
    action,
    resource,
    context,
    account: ACCOUNT,
    identity: JSON.parse(inputs.policy).Statement,
    ...(action.startsWith("kms:") && { resourcePolicy: KEY_POLICY }),
  });
}

/** What a key says that leaves it to IAM. */
const KEY_POLICY = [
  {
    Effect: "Allow",
    Action: "kms:*",
    Resource: "*",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  },
];

describe("canaryRole", () => {
  it("is Lambda's to assume, and within the boundary", async () => {
    const { inputs } = only(await made(), "aws:iam/role:Role");

    expect({ ...inputs, assumeRolePolicy: JSON.parse(inputs.assumeRolePolicy) }).to.deep.equal({
      name: "nc-ingest-worker-stg-synthetic-check",
      description: "Runs the synthetic test of ingest-worker",
      assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { Service: "lambda.amazonaws.com" },
          },
        ],
      },
      permissionsBoundary: BOUNDARY,
      tags: context.tags("synthetic-check"),
    });
  });

  const viaS3 = { "kms:ViaService": "s3.ca-central-1.amazonaws.com" };
  const namespace = { "cloudwatch:namespace": "CloudWatchSynthetics" };
  type Case = [action: string, resource: string, context?: Record<string, string>];
  const allowed: Case[] = [
    ["s3:PutObject", `${BUCKET}/ingest-worker/synthetic/canary/1.json`],
    ["s3:GetBucketLocation", BUCKET],
    ["s3:ListAllMyBuckets", "*"],
    ["kms:GenerateDataKey", KEY, viaS3],
    ["cloudwatch:PutMetricData", "*", namespace],
    ["logs:CreateLogStream", `${OWN_LOGS}:log-stream:1`],
    ["logs:PutLogEvents", `${OWN_LOGS}:log-stream:1`],
  ];
  for (const [action, resource, context] of allowed) {
    it(`allows ${action} on ${resource}`, async () => {
      expect(await may(action, resource, context)).to.equal(true);
    });
  }

  const refused: Case[] = [
    ["s3:GetObject", `${BUCKET}/ingest-worker/synthetic/canary/1.json`],
    ["s3:PutObject", `${BUCKET}/ingest-worker/zip/1.zip`],
    ["s3:PutObject", `${BUCKET}/api-adapter/synthetic/1.json`],
    ["kms:GenerateDataKey", KEY, { "kms:ViaService": "sqs.ca-central-1.amazonaws.com" }],
    ["cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "NC/Delivery" }],
    ["logs:CreateLogGroup", OWN_LOGS],
    [
      "logs:PutLogEvents",
      `${LOGS}:/aws/lambda/cwsyn-nc-x-stg-synthetic-ch-3f6c2f0e-5d0b-4c57-9a1e-0a4b7b1f2c3d:log-stream:1`,
    ],
    ["logs:PutLogEvents", `${LOGS}:/nc/stg/ingest-worker/logs/task:log-stream:1`],
    ["ec2:CreateNetworkInterface", `arn:aws:ec2:ca-central-1:${ACCOUNT}:network-interface/*`],
  ];
  for (const [action, resource, context] of refused) {
    it(`refuses ${action} on ${resource} ${JSON.stringify(context ?? {})}`, async () => {
      expect(await may(action, resource, context)).to.equal(false);
    });
  }

  it("[§13] calls what it checks of its own API, and nothing else of it", async () => {
    const api = `arn:aws:execute-api:ca-central-1:${ACCOUNT}:a1/$default`;
    const calls = [`${api}/GET/healthz`, `${api}/POST/documents`];
    const others = [`${api}/POST/healthz`, `${api}/GET/documents/1`];

    for (const call of [...calls, ...others]) {
      const allowed = await may("execute-api:Invoke", call, {}, { calls });
      expect(allowed, call).to.equal(calls.includes(call));
    }
    expect(await may("execute-api:Invoke", `${api}/GET/healthz`)).to.equal(false);
  });
});
