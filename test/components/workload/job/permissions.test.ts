import { expect } from "chai";
import { only } from "../../../support/record";
import { isAllowed } from "../../../support/simulate";
import { AS_FUNCTION, auditDigest, makeJob } from "./audit-digest";

const account = "222222222222";
const own = "nc-audit-digest-stg";
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:${account}:${resource}`;
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const key = arn("kms", "key/11111111-2222-3333-4444-555555555555");
const alias = (purpose: string) => ({
  "kms:ResourceAliases": [`alias/nc-platform-stg-${purpose}`],
});

/** A key's policy, as ours begin: it leaves the decision to IAM. */
const ACCOUNT = {
  Effect: "Allow",
  Action: "kms:*",
  Resource: "*",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
};

describe("the role of a schedule", () => {
  const cluster = { "ecs:cluster": arn("ecs", "cluster/nc-core") };
  const passed = (service: string) => ({ "iam:PassedToService": `${service}.amazonaws.com` });
  const sqs = { "kms:ViaService": "sqs.ca-central-1.amazonaws.com" };
  const family = arn("ecs", `task-definition/${own}-task:7`);
  const live = arn("lambda", `function:${own}-function:live`);

  type Case = [allowed: boolean, action: string, resource: string, context?: object];
  const task: Case[] = [
    [true, "ecs:RunTask", family, cluster],
    [false, "ecs:RunTask", family, { "ecs:cluster": arn("ecs", "cluster/other") }],
    [false, "ecs:RunTask", arn("ecs", "task-definition/nc-other-stg-task:7"), cluster],
    [true, "ecs:TagResource", arn("ecs", "task/nc-core/1"), { "ecs:CreateAction": "RunTask" }],
    [false, "ecs:TagResource", arn("ecs", "task/nc-core/1"), { "ecs:CreateAction": "StartTask" }],
    [true, "iam:PassRole", role(`${own}-task`), passed("ecs-tasks")],
    [true, "iam:PassRole", role(`${own}-execution`), passed("ecs-tasks")],
    [false, "iam:PassRole", role(`${own}-task`), passed("lambda")],
    [false, "iam:PassRole", role("nc-other-stg-task"), passed("ecs-tasks")],
    [true, "sqs:SendMessage", arn("sqs", `${own}-dead-letters`)],
    [false, "sqs:SendMessage", arn("sqs", "nc-other-stg-dead-letters")],
    [false, "sqs:ReceiveMessage", arn("sqs", `${own}-dead-letters`)],
    [true, "kms:GenerateDataKey", key, { ...alias("messaging"), ...sqs }],
    [false, "kms:GenerateDataKey", key, { ...alias("config"), ...sqs }],
    [false, "kms:GenerateDataKey", key, alias("messaging")],
    [false, "lambda:InvokeFunction", live],
  ];
  const fn: Case[] = [
    [true, "lambda:InvokeFunction", live],
    [false, "lambda:InvokeFunction", live.replace(/:live$/, "")],
    [false, "lambda:InvokeFunction", live.replace(/live$/, "previous")],
    [false, "ecs:RunTask", family, cluster],
    [true, "sqs:SendMessage", arn("sqs", `${own}-dead-letters`)],
  ];
  for (const [title, workload, cases] of [
    ["task", auditDigest(), task],
    ["function", auditDigest(AS_FUNCTION), fn],
  ] as const) {
    describe(`of a ${title}`, () => {
      let identity: unknown[];
      before(async () => {
        const { all } = await makeJob(workload);
        const { policy } = only(all, "aws:iam/rolePolicy:RolePolicy", "digest-schedule").inputs;
        identity = JSON.parse(policy).Statement;
      });
      for (const [allowed, action, resource, context] of cases) {
        const what = `${action} on ${resource} ${JSON.stringify(context ?? {})}`;
        it(`[§7.3] ${allowed ? "may" : "may not"} ${what}`, async () => {
          const call = { principal: role(`${own}-schedule`), action, resource, account, identity };
          const throughIam = action.startsWith("kms:") && { resourcePolicy: [ACCOUNT] };

          expect(await isAllowed({ ...call, ...throughIam, context: { ...context } })).to.equal(
            allowed,
          );
        });
      }
    });
  }

  it("[§7.3] opens the seal of its own schedule alone", async () => {
    const { all } = await makeJob();
    const { policy } = only(all, "aws:iam/rolePolicy:RolePolicy", "digest-schedule").inputs;

    expect(JSON.parse(policy).Statement).to.deep.include({
      Sid: "ScheduleKey",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: arn("kms", "key/*"),
      Condition: {
        StringEquals: {
          "kms:EncryptionContext:aws:scheduler:schedule:arn": arn(
            "scheduler",
            `schedule/${own}-schedule/${own}-schedule`,
          ),
        },
        "ForAnyValue:StringEquals": alias("messaging"),
      },
    });
  });

  it("[§7.3] is for Scheduler, and for schedules of its own group", async () => {
    const { all, texts, context } = await makeJob();
    const { assumeRolePolicy, ...inputs } = only(
      all,
      "aws:iam/role:Role",
      "digest-schedule",
    ).inputs;

    expect(inputs).to.deep.equal({
      name: `${own}-schedule`,
      description: "Starts the runs of audit-digest",
      permissionsBoundary: texts.permissionsBoundaryArn,
      tags: context.tags("schedule"),
    });
    expect(JSON.parse(assumeRolePolicy).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: {
          StringEquals: {
            "aws:SourceAccount": account,
            "aws:SourceArn": arn("scheduler", `schedule-group/${own}-schedule`),
          },
        },
      },
    ]);
  });
});
