import { expect } from "chai";
import { makeIn } from "../components/workload/service/fixture";
import { only, record } from "../support/record";
import { isAllowed } from "../support/simulate";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const account = "333333333333";
const own = "nc-ingest-worker-prod";
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:${account}:${resource}`;

/** Whether the role whose policy is the resource `name` may do it. */
async function may(name: string, action: string, resource: string, context = {}) {
  const made = await record(makeIn("prod"));
  const identity = JSON.parse(only(made, ROLE_POLICY, name).inputs.policy).Statement;
  const principal = `arn:aws:iam::${account}:role/r`;
  return isAllowed({ principal, action, resource, account, identity, context });
}

describe("the roles of a service", () => {
  const execution = "ingest-worker-roles-execution";
  const codeDeploy = "ingest-worker-code-deploy";
  const rule = "listener-rule/app/nc-platform-prod-load-balancer/1/2/3";
  const tag = (Service: string) => ({ "aws:ResourceTag/Service": Service });
  const passed = (service: string) => ({ "iam:PassedToService": `${service}.amazonaws.com` });
  const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;

  const cases: [boolean, string, string, string, object?][] = [
    [
      true,
      execution,
      "ssm:GetParameters",
      arn("ssm", "parameter/nc/prod/ingest-worker/config/log-level"),
    ],
    [
      false,
      execution,
      "ssm:GetParameters",
      arn("ssm", "parameter/nc/prod/ingest-worker/config/other"),
    ],
    [
      false,
      execution,
      "ssm:GetParameters",
      arn("ssm", "parameter/nc/prod/api-adapter/config/log-level"),
    ],
    [
      true,
      execution,
      "secretsmanager:GetSecretValue",
      arn("secretsmanager", "secret:/nc/prod/ingest-worker/secret/database-url-AbCdEf"),
    ],
    [
      false,
      execution,
      "secretsmanager:GetSecretValue",
      arn("secretsmanager", "secret:/nc/prod/api-adapter/secret/upstream-token-AbCdEf"),
    ],
    [true, execution, "ecr:BatchGetImage", arn("ecr", `repository/${own}-image`)],
    [false, execution, "ecr:PutImage", arn("ecr", `repository/${own}-image`)],
    [false, execution, "ecr:BatchGetImage", arn("ecr", "repository/nc-api-adapter-prod-image")],
    [
      true,
      execution,
      "logs:PutLogEvents",
      arn("logs", "log-group:/nc/prod/ingest-worker/logs/tasks:log-stream:a"),
    ],
    [
      false,
      execution,
      "logs:PutLogEvents",
      arn("logs", "log-group:/nc/prod/api-adapter/logs/tasks:log-stream:a"),
    ],
    [
      true,
      codeDeploy,
      "ecs:UpdateServicePrimaryTaskSet",
      arn("ecs", `service/nc-core/${own}-service`),
    ],
    [
      false,
      codeDeploy,
      "ecs:UpdateServicePrimaryTaskSet",
      arn("ecs", "service/nc-core/nc-other-prod-service"),
    ],
    [true, codeDeploy, "ecs:CreateTaskSet", arn("ecs", `task-set/nc-core/${own}-service/1`)],
    [
      false,
      codeDeploy,
      "ecs:DeleteTaskSet",
      arn("ecs", "task-set/nc-core/nc-other-prod-service/1"),
    ],
    [
      true,
      codeDeploy,
      "elasticloadbalancing:ModifyRule",
      arn("elasticloadbalancing", rule),
      tag("ingest-worker"),
    ],
    [
      false,
      codeDeploy,
      "elasticloadbalancing:ModifyRule",
      arn("elasticloadbalancing", rule),
      tag("api-adapter"),
    ],
    [
      false,
      codeDeploy,
      "elasticloadbalancing:DeleteRule",
      arn("elasticloadbalancing", rule),
      tag("ingest-worker"),
    ],
    [
      true,
      codeDeploy,
      "lambda:InvokeFunction",
      arn("lambda", "function:nc-platform-prod-smoke-test"),
    ],
    [
      false,
      codeDeploy,
      "lambda:InvokeFunction",
      arn("lambda", "function:nc-platform-prod-open-incident"),
    ],
    [true, codeDeploy, "iam:PassRole", role(`${own}-task`), passed("ecs-tasks")],
    [false, codeDeploy, "iam:PassRole", role(`${own}-task`), passed("lambda")],
    [false, codeDeploy, "iam:PassRole", role("nc-other-prod-task"), passed("ecs-tasks")],
  ];
  for (const [allowed, name, action, resource, context] of cases) {
    const about = context ? ` with ${JSON.stringify(context)}` : "";
    it(`[§9] ${name} ${allowed ? "may" : "may not"} ${action} on ${resource}${about}`, async () => {
      expect(await may(name, action, resource, context)).to.equal(allowed);
    });
  }

  it("give the running task nothing, where it needs nothing", async () => {
    const made = await record(makeIn("prod"));
    const names = made.filter(({ type }) => type === ROLE_POLICY).map((each) => each.name);
    expect(names).to.have.members([execution, codeDeploy]);
  });
});
