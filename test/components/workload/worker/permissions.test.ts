import { expect } from "chai";
import { consumePermissions } from "../../../../components/workload/worker/permissions";
import { isAllowed } from "../../../support/simulate";
import { auditQueue, placeOf } from "./audit-queue";

const { context } = placeOf("prod");
const account = "333333333333";
const own = "nc-audit-queue-prod";
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:${account}:${resource}`;

/** A key's policy, as far as this goes: it leaves the decision to the account's IAM policies. */
const ACCOUNT_DECIDES = {
  Effect: "Allow",
  Action: "kms:*",
  Resource: "*",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
};

/** Whether the role of the worker's tasks may do it. */
function may(action: string, resource: string, requestContext = {}, changes = {}) {
  const identity = consumePermissions(context, [auditQueue(changes)]);
  const principal = `arn:aws:iam::${account}:role/r`;
  return isAllowed({
    principal,
    action,
    resource,
    account,
    identity,
    context: requestContext,
    ...(action.startsWith("kms:") && { resourcePolicy: [ACCOUNT_DECIDES] }),
  });
}

const via = (service: string) => ({ "kms:ViaService": `${service}.ca-central-1.amazonaws.com` });
const key = (purpose: string) => ({
  "kms:ResourceAliases": [`alias/nc-platform-prod-${purpose}`],
});
const parameter = (name: string) => arn("ssm", `parameter/nc/prod/${name}`);
const intake = parameter("audit-queue/config/intake");
const task = (Service: string) => ({
  "ecs:cluster": arn("ecs", "cluster/nc-core"),
  "aws:ResourceTag/Service": Service,
});

describe("what a worker may do", () => {
  const cases: [boolean, string, string, object?][] = [
    [true, "sqs:ReceiveMessage", arn("sqs", `${own}-queue`)],
    [true, "sqs:DeleteMessage", arn("sqs", `${own}-queue`)],
    [true, "sqs:ChangeMessageVisibility", arn("sqs", `${own}-queue`)],
    [true, "sqs:GetQueueAttributes", arn("sqs", `${own}-queue`)],
    [false, "sqs:SendMessage", arn("sqs", `${own}-queue`)],
    [false, "sqs:PurgeQueue", arn("sqs", `${own}-queue`)],
    [false, "sqs:ReceiveMessage", arn("sqs", `${own}-dead-letters`)],
    [false, "sqs:ReceiveMessage", arn("sqs", "nc-other-prod-queue")],
    [true, "kms:Decrypt", arn("kms", "key/1"), { ...via("sqs"), ...key("messaging") }],
    [false, "kms:Decrypt", arn("kms", "key/1"), { ...via("sqs"), ...key("config") }],
    [false, "kms:Decrypt", arn("kms", "key/1"), { ...via("sns"), ...key("messaging") }],
    [true, "ssm:GetParameter", intake],
    [false, "ssm:PutParameter", intake],
    [false, "ssm:GetParameter", parameter("audit-queue/config/other")],
    [true, "ecs:UpdateTaskProtection", arn("ecs", "task/nc-core/1"), task("audit-queue")],
    [false, "ecs:UpdateTaskProtection", arn("ecs", "task/nc-core/1"), task("other")],
    [false, "ecs:StopTask", arn("ecs", "task/nc-core/1"), task("audit-queue")],
  ];
  for (const [allowed, action, resource, context] of cases) {
    it(`[§7.3] ${allowed ? "is" : "is not"} ${action} of ${resource}`, async () => {
      expect(await may(action, resource, context)).to.equal(allowed);
    });
  }

  // The simulator knows no key of an encryption context.
  it("[§7.3] is to decrypt its intake, and no other parameter", () => {
    const statements = consumePermissions(context, [auditQueue()]);
    expect(statements.find(({ Sid }) => Sid === "IntakeKey")?.Condition).to.deep.equal({
      StringEquals: {
        "kms:ViaService": ["ssm.ca-central-1.amazonaws.com"],
        "kms:EncryptionContext:PARAMETER_ARN": intake,
      },
      "ForAnyValue:StringEquals": key("config"),
    });
  });

  it("is not to protect its tasks, where a job ends in the time that a task has to stop", async () => {
    const short = { queue: { longestJob: "30 seconds" } };
    const [action, resource] = ["ecs:UpdateTaskProtection", arn("ecs", "task/nc-core/1")];
    expect(await may(action, resource, task("audit-queue"), short)).to.equal(false);
  });
});
