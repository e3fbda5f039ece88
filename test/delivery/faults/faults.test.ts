import { expect } from "chai";
import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { opsItemIncidents } from "../../../delivery/adapters/aws/incidents";
import { dynamoDbPromotions } from "../../../delivery/adapters/aws/promotions";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import { promote } from "../../../delivery/promotion/promote";
import { InvalidInput } from "../../../infra/problems";
import { ADMINISTRATOR } from "../../../sandbox/api/authorization/sessions";
import type { Fault } from "../../../sandbox/api/fault";
import { deliveries, digestOf, releaseOfImage } from "../adapters/aws/support/deliveries";
import { deployRoleOf } from "../adapters/aws/support/program-account";
import { nc, variablesOf } from "../commands/support/command-line";
import { ask, promotionOf, SERVICE } from "./promotion";

const RELEASE = releaseOfImage("1", { workload: SERVICE });

/** What a promotion of a service calls, in the order of its first calls, and the name of it in a message. */
const CALLS = {
  "dynamodb:GetItem": "GetItem of DynamoDB",
  "dynamodb:PutItem": "PutItem of DynamoDB",
  "dynamodb:Query": "Query of DynamoDB",
  "ecs:DescribeServices": "DescribeServices of ECS",
  "ecs:DescribeTaskDefinition": "DescribeTaskDefinition of ECS",
  "codedeploy:ListDeployments": "ListDeployments of CodeDeploy",
  "ssm:GetParameter": "GetParameter of Systems Manager",
  "ssm:PutParameter": "PutParameter of Systems Manager",
  "ecs:RegisterTaskDefinition": "RegisterTaskDefinition of ECS",
  "elasticloadbalancing:DescribeRules": "DescribeRules of Elastic Load Balancing",
  "elasticloadbalancing:ModifyTargetGroup": "ModifyTargetGroup of Elastic Load Balancing",
  "application-autoscaling:RegisterScalableTarget":
    "RegisterScalableTarget of Application Auto Scaling",
  "ecs:UpdateService": "UpdateService of ECS",
  "codedeploy:CreateDeployment": "CreateDeployment of CodeDeploy",
  "codedeploy:GetDeployment": "GetDeployment of CodeDeploy",
  "codedeploy:ListDeploymentTargets": "ListDeploymentTargets of CodeDeploy",
  "codedeploy:BatchGetDeploymentTargets": "BatchGetDeploymentTargets of CodeDeploy",
  "codedeploy:GetDeploymentConfig": "GetDeploymentConfig of CodeDeploy",
  "monitoring:GetMetricData": "GetMetricData of CloudWatch",
  "monitoring:PutMetricData": "PutMetricData of CloudWatch",
  "monitoring:DescribeAlarms": "DescribeAlarms of CloudWatch",
  "s3:PutObject": "PutObject of S3",
} as const;

/** How a call fails for good: as often as the SDK makes it again, which it does not with expired credentials. */
const PERSISTENT: readonly Pick<Fault, "fault" | "times">[] = [
  { fault: "throttling", times: 5 },
  { fault: "time-out", times: 5 },
  ...Array.from({ length: 10 }).flatMap(() => [
    { fault: "server-error", times: 5 } as const,
    { fault: "expired-credentials", times: 1 } as const,
  ]),
];

describe("a promotion whose calls of AWS fail", () => {
  const { api, clock, contractOf } = deliveries();
  const opened: AwsClients[] = [];
  afterEach(() => {
    for (const each of opened.splice(0)) each.destroy();
  });

  /** Clients of a run with the workload's own deploy role. */
  function clients(): AwsClients {
    const made = new AwsClients({ ...api.as(deployRoleOf(SERVICE)), timeout: 400 });
    opened.push(made);
    return made;
  }

  /** One run of the promotion; it looks at the deployment every minute. */
  async function run() {
    const slow = { ...clock, sleep: (ms: number) => clock.sleep(Math.max(ms, 60_000)) };
    const promotion = await promotionOf({
      release: RELEASE,
      owner: "https://github.com/neurocipher/ingest/actions/runs/77",
      clients: clients(),
      contract: contractOf(SERVICE, "service"),
      clock: slow,
    });
    return promote(promotion, `${SERVICE}-v1.4.0-stg-77`, ask);
  }

  /** What the account has of the promotion, without times and ids of AWS's. */
  async function written() {
    const as = new AwsClients(api.as(ADMINISTRATOR));
    opened.push(as);
    const ledger = dynamoDbLedger(await as.dynamoDb(), "nc-platform-stg-ledger");
    const events = (await ledger.eventsOf(SERVICE)).map((event) =>
      "phase" in event ? `${event.type} ${event.phase}` : event.type,
    );
    const record = await dynamoDbPromotions(as, "nc-platform-stg-promotions").read(SERVICE);
    const codeDeploy = await as.codeDeploy();
    const { deployments = [] } = await codeDeploy.listDeployments({
      applicationName: `nc-${SERVICE}-stg-delivery`,
      deploymentGroupName: `nc-${SERVICE}-stg-delivery`,
    });
    const name = `nc-${SERVICE}-stg-service`;
    const ecs = await as.ecs();
    const { services = [] } = await ecs.describeServices({ cluster: "nc-core", services: [name] });
    // A revision that was registered twice is there twice: ECS makes one for each call, and runs one.
    const { taskDefinition } = services[0] ?? {};
    const described = await ecs.describeTaskDefinition({ taskDefinition });
    const { containerDefinitions = [] } = described.taskDefinition ?? {};
    return {
      phase: record?.phase,
      deployment: record?.deployment === deployments[0],
      deployments: deployments.length,
      events,
      incidents: await opsItemIncidents(as).openOf(SERVICE),
      image: containerDefinitions[0]?.image?.split("@").at(-1),
    };
  }

  const ENDED = {
    phase: "succeeded",
    deployment: true,
    deployments: 1,
    events: [
      ...["release-made", "gate-decided", "promotion-phase gated", "promotion-phase copying"],
      ...["promotion-phase migrating", "promotion-phase deploying", "traffic-shifted"],
      ...["promotion-phase baking", "promotion-phase succeeded"],
    ],
    incidents: [],
    image: digestOf("1"),
  };

  it("is one message where a call fails for good, and goes on where it was", async () => {
    for (const [at, [operation, named]] of Object.entries(CALLS).entries()) {
      const fault = PERSISTENT[at];
      if (!fault) throw new Error("there is no such fault");
      api.world.faults.push({ ...fault, operation, afterwards: false });
      const failed = await run().catch((error: unknown) => error);
      expect(failed, `${operation} ${fault.fault}`).to.be.instanceOf(InvalidInput);
      expect(String(failed)).to.match(new RegExp(`^InvalidInput: ${named}:\n  \\S+: .+$`));
      expect(api.world.faults, operation).to.deep.equal([]);
    }
    expect(await run()).to.have.property("kind", "ended");
    expect(await written()).to.deep.equal(ENDED);
  });

  it("is shown by nc, in one message and with exit code 1", async () => {
    const status = () =>
      nc(["status", SERVICE, "--environment", "stg"], variablesOf(api.as(deployRoleOf(SERVICE))));
    expect((await status()).code).to.equal(0);
    api.world.faults.push({
      fault: "expired-credentials",
      operation: "dynamodb:GetItem",
      times: 1,
      afterwards: false,
    });
    expect(await status()).to.deep.equal({
      code: 1,
      out: "",
      err: "GetItem of DynamoDB:\n  ExpiredTokenException: The security token included in the request is expired\n",
    });
  });
});
