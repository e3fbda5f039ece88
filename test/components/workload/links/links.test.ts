import { expect } from "chai";
import { environment } from "../../../../stacks/environment";
import { everyOption } from "../../../iam/support/every-option";
import { settingsOf } from "../../../support/contexts";
import { only, type RecordedResource, record } from "../../../support/record";

const ACCOUNT = "222222222222";

/** Environment variables of the caller's container, by name. */
function variablesOf(made: readonly RecordedResource[], name: string): Record<string, string> {
  const { inputs } = only(made, "aws:ecs/taskDefinition:TaskDefinition", name);
  const [own] = JSON.parse(inputs.containerDefinitions);
  const linked = own.environment.filter((each: { name: string }) => /^NC_LINK_/.test(each.name));
  return Object.fromEntries(
    linked.map((each: { name: string; value: string }) => [each.name, each.value]),
  );
}

describe("the links of an environment", () => {
  let made: RecordedResource[];

  before(async () => {
    made = await record(() => environment(settingsOf("stg"), everyOption()));
  });

  it("give each caller the addresses of what it reaches", () => {
    const sqs = `https://sqs.ca-central-1.amazonaws.com/${ACCOUNT}`;
    expect(variablesOf(made, "crank")).to.deep.equal({
      NC_LINK_BELL_QUEUE_URL: `${sqs}/nc-bell-stg-queue`,
      NC_LINK_CLOCK_URL: "https://api.stg.neurocipher.example/clock",
    });
    const { NC_LINK_BELL_URL: url, ...known } = variablesOf(made, "clock");
    expect(url).to.match(/^https:\/\/[a-z0-9-]+\.execute-api\.ca-central-1\.amazonaws\.com$/);
    const lambda = `arn:aws:lambda:ca-central-1:${ACCOUNT}:function`;
    expect(known).to.deep.equal({
      NC_LINK_BELL_FUNCTION_ARN: `${lambda}:nc-bell-stg-function:live`,
      NC_LINK_HAND_FUNCTION_ARN: `${lambda}:nc-hand-stg-function:live`,
      NC_LINK_DIAL_BUCKET_PHOTOS_NAME: `nc-dial-stg-photos-${ACCOUNT}`,
      NC_LINK_DIAL_TABLE_TIMES_NAME: "nc-dial-stg-times",
      NC_LINK_DIAL_TOPIC_HOURS_ARN: `arn:aws:sns:ca-central-1:${ACCOUNT}:nc-dial-stg-hours`,
      NC_LINK_DIAL_PARAMETER_ZONE_NAME: "/nc/stg/dial/config/zone",
      NC_LINK_DIAL_SECRET_MOTOR_ID: "/nc/stg/dial/secret/motor",
      NC_LINK_DIAL_DATABASE_MAIN_PORT: "5432",
    });
    const bell = only(made, "aws:lambda/function:Function", "bell").inputs.environment.variables;
    expect(bell).to.include({ NC_LINK_DIAL_SECRET_MOTOR_ID: "/nc/stg/dial/secret/motor" });
  });

  it("name the caller in the policies of what it reaches", () => {
    const queue = JSON.parse(
      only(made, "aws:sqs/queuePolicy:QueuePolicy", "bell-queue").inputs.policy,
    );
    expect(queue.Statement[2]).to.deep.equal({
      Sid: "OnlyFromLinks",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:SendMessage",
      Resource: queue.Statement[0].Resource,
      Condition: {
        ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/nc-*-stg-*` },
        ArnNotEquals: {
          "aws:PrincipalArn": ["nc-crank-stg-task", "nc-platform-stg-break-glass"].map(
            (role) => `arn:aws:iam::${ACCOUNT}:role/${role}`,
          ),
        },
      },
    });
    for (const [verb, to] of [
      ["invoke", "bell"],
      ["start", "hand"],
    ]) {
      const name = `clock-links-${verb}-${to}`;
      expect(only(made, "aws:lambda/permission:Permission", name).inputs).to.deep.equal({
        statementId: `nc-clock-stg-link-${verb}`,
        action: "lambda:InvokeFunction",
        function: `nc-${to}-stg-function`,
        qualifier: "live",
        principal: `arn:aws:iam::${ACCOUNT}:role/nc-clock-stg-task`,
      });
    }
  });

  it("open the port of a database between two security groups, and no other", () => {
    const database = only(made, "aws:ec2/securityGroup:SecurityGroup", "dial-database-main");
    expect(database.inputs.name).to.equal("nc-dial-stg-database-main");
    const rule = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    const name = "clock-links-dial-main";
    const out = only(made, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", name).inputs;
    const into = only(
      made,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      name,
    ).inputs;
    expect(out).to.include({ ...rule, description: "Database main of dial" });
    expect(into).to.include({ ...rule, description: "clock" });
    expect([out.securityGroupId, out.referencedSecurityGroupId]).to.deep.equal([
      into.referencedSecurityGroupId,
      into.securityGroupId,
    ]);
    expect(out.securityGroupId).not.to.equal(into.securityGroupId);
    const contract = only(made, "aws:ssm/parameter:Parameter", "dial-release-contract").inputs;
    expect(JSON.parse(contract.insecureValue).databaseSecurityGroupIds).to.deep.equal({
      main: into.securityGroupId,
    });
  });

  it("end a grant in IAM itself, on its last day", () => {
    const { name, role, policy } = only(
      made,
      "aws:iam/rolePolicy:RolePolicy",
      "clock-links-grants",
    ).inputs;
    expect([name, role]).to.deep.equal(["nc-clock-stg-grants", "nc-clock-stg-task"]);
    expect(JSON.parse(policy).Statement).to.deep.equal([
      {
        Sid: "Grant1",
        Effect: "Allow",
        Action: ["events:PutEvents"],
        Resource: [`arn:aws:events:ca-central-1:${ACCOUNT}:event-bus/old`],
        Condition: { DateLessThan: { "aws:CurrentTime": "2099-01-01T00:00:00Z" } },
      },
    ]);
  });
});
