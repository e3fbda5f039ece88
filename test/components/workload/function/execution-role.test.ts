import { expect } from "chai";
import {
  executionRole,
  executionStatements,
} from "../../../../components/workload/function/execution-role";
import { only, record } from "../../../support/record";
import { isAllowed } from "../../../support/simulate";
import { apiAdapter, CONSUMES, contextOfAdapter } from "./api-adapter";

const ACCOUNT = "222222222222";
const at = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:${ACCOUNT}:${resource}`;
const FUNCTION = at("lambda", "function:nc-api-adapter-stg-function");
const QUEUE = at("sqs", "nc-api-adapter-stg-queue");
/** A key's policy that leaves it to the account's own policies. */
const ACCOUNT_DECIDES = {
  Effect: "Allow",
  Action: "kms:*",
  Resource: "*",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
};
const context = contextOfAdapter("stg");

/** Whether the function's role may do it; `changes` are of the catalog entry. */
function may(action: string, resource: string, changes: object = {}, requestContext: object = {}) {
  return isAllowed({
    principal: `arn:aws:sts::${ACCOUNT}:assumed-role/nc-api-adapter-stg-function/it`,
    action,
    resource,
    account: ACCOUNT,
    context: { ...requestContext },
    identity: executionStatements(context, apiAdapter(changes)),
    ...(action.startsWith("kms:") && { resourcePolicy: [ACCOUNT_DECIDES] }),
  });
}

describe("a function's role", () => {
  it("[§7.2] is for Lambda alone, under the boundary", async () => {
    const workload = apiAdapter();
    const made = await record(() =>
      executionRole("api", { context, workload, permissionsBoundaryArn: "arn:boundary" }, {}),
    );

    expect(only(made, "aws:iam/role:Role").inputs).to.deep.equal({
      name: "nc-api-adapter-stg-function",
      description: "Runs the function api-adapter",
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { Service: "lambda.amazonaws.com" },
          },
        ],
      }),
      permissionsBoundary: "arn:boundary",
      tags: context.tags("function"),
    });
    expect(only(made, "aws:iam/rolePolicy:RolePolicy").inputs).to.deep.equal({
      name: "nc-api-adapter-stg-function",
      role: "nc-api-adapter-stg-function",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: executionStatements(context, workload),
      }),
    });
  });

  const stream = at("logs", "log-group:/nc/stg/api-adapter/logs/function:log-stream:x");
  const parameter = at("ssm", "parameter/nc/stg/api-adapter/config/log-level");
  const secret = at("secretsmanager", "secret:/nc/stg/api-adapter/secret/upstream-token-abcdef");
  const failed = at("sqs", "nc-api-adapter-stg-failed-events");
  for (const [action, resource] of [
    ["logs:PutLogEvents", stream],
    ["logs:CreateLogStream", stream],
    ["ssm:GetParameter", parameter],
    ["secretsmanager:GetSecretValue", secret],
    ["sqs:SendMessage", failed],
    ["xray:PutTraceSegments", "*"],
    ["ec2:CreateNetworkInterface", at("ec2", "network-interface/eni-1")],
  ] as const) {
    it(`[§9] may use what is its own: ${action} on ${resource}`, async () => {
      expect(await may(action, resource)).to.equal(true);
    });
  }

  for (const [action, resource] of [
    ["logs:PutLogEvents", at("logs", "log-group:/nc/stg/other/logs/function:log-stream:x")],
    ["logs:CreateLogGroup", at("logs", "log-group:/nc/stg/api-adapter/logs/function")],
    ["ssm:GetParameter", at("ssm", "parameter/nc/stg/other/config/log-level")],
    ["ssm:PutParameter", parameter],
    ["secretsmanager:GetSecretValue", `${secret.slice(0, -7)}-old-abcdef`],
    ["secretsmanager:PutSecretValue", secret],
    ["sqs:ReceiveMessage", failed],
    ["sqs:ReceiveMessage", QUEUE],
    ["lambda:UpdateFunctionCode", FUNCTION],
  ] as const) {
    it(`may not touch what is not: ${action} on ${resource}`, async () => {
      expect(await may(action, resource)).to.equal(false);
    });
  }

  it("reads and deletes messages of its queue, where it consumes one", async () => {
    for (const action of ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"])
      expect(await may(action, QUEUE, { consumes: CONSUMES }), action).to.equal(true);
    const other = at("sqs", "nc-other-stg-queue");
    expect(await may("sqs:ReceiveMessage", other, { consumes: CONSUMES })).to.equal(false);
  });

  it("reads neither config nor secrets where it has none, nor their key", () => {
    const statements = executionStatements(context, apiAdapter({ config: {}, secrets: {} }));

    expect(statements.map(({ Sid }) => Sid)).to.deep.equal([
      ...["Log", "Traces", "FailedEvents", "MessagingKey", "Network", "NetworkIsLambdas"],
    ]);
  });

  it("[§9] opens what the config key sealed, by way of its config and secrets alone", async () => {
    const key = at("kms", "key/11111111-2222-3333-4444-555555555555");
    const through = (service: string, alias: string) => ({
      "kms:ViaService": `${service}.ca-central-1.amazonaws.com`,
      "kms:ResourceAliases": [`alias/nc-platform-stg-${alias}`],
    });

    expect(await may("kms:Decrypt", key, {}, through("ssm", "config"))).to.equal(true);
    expect(await may("kms:Decrypt", key, {}, through("secretsmanager", "config"))).to.equal(true);
    expect(await may("kms:Decrypt", key, {}, through("s3", "config"))).to.equal(false);
    expect(await may("kms:Decrypt", key, {}, through("ssm", "state"))).to.equal(false);
    expect(await may("kms:GenerateDataKey", key, {}, through("sqs", "messaging"))).to.equal(true);
    expect(await may("kms:GenerateDataKey", key, {}, through("ssm", "config"))).to.equal(false);
  });

  it("leaves the network to Lambda: the function's own code may not touch it", async () => {
    const own = { "lambda:SourceFunctionArn": FUNCTION };
    const network = at("ec2", "network-interface/eni-1");

    expect(await may("ec2:DeleteNetworkInterface", network, {}, own)).to.equal(false);
  });
});
