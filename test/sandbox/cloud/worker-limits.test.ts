import { expect } from "chai";
import { UNKNOWN } from "../../../infra/unknown";
import { checkInputs } from "../../../sandbox/cloud/check-inputs";

const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const ALLOW = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";

const service = {
  cluster: "nc-core",
  name: "nc-x-dev-service",
  deploymentController: { type: "ECS" },
  deploymentMinimumHealthyPercent: 100,
  deploymentMaximumPercent: 200,
  alarms: { enable: true, rollback: true, alarmNames: ["a"] },
};
const container = {
  name: "x",
  stopTimeout: 120,
  healthCheck: { command: ["CMD", "c"], interval: 5, timeout: 2, retries: 1, startPeriod: 300 },
  environment: [{ name: "A", value: "1" }],
  secrets: [{ name: "B", valueFrom: "arn" }],
};
const task = (changes: object = {}) => ({
  family: "nc-x-dev-task",
  containerDefinitions: JSON.stringify([{ ...container, ...changes }]),
});
const allows = (policy: object) => ({
  queueUrl: "https://q",
  redriveAllowPolicy: JSON.stringify(policy),
});
const byQueue = (count: number) =>
  allows({ redrivePermission: "byQueue", sourceQueueArns: Array(count).fill("arn") });

const refused = (type: string, inputs: object) =>
  checkInputs(type, { ...inputs }, "111111111111").map(({ reason }) => reason);

describe("what AWS refuses of a worker", () => {
  it("is nothing where all is right", () => {
    expect(refused(SERVICE, service)).to.deep.equal([]);
    expect(refused(TASK, task())).to.deep.equal([]);
    expect(refused(ALLOW, byQueue(10))).to.deep.equal([]);
    expect(refused(ALLOW, allows({ redrivePermission: "denyAll" }))).to.deep.equal([]);
  });

  it("is nothing of what is not known yet", () => {
    for (const [type, good] of [
      [SERVICE, service],
      [TASK, task()],
      [ALLOW, byQueue(1)],
    ] as const) {
      for (const key of Object.keys(good)) {
        expect(refused(type, { ...good, [key]: UNKNOWN }), key).to.deep.equal([]);
      }
    }
    const alarms = { ...service.alarms, alarmNames: UNKNOWN };
    expect(refused(SERVICE, { ...service, alarms })).to.deep.equal([]);
  });

  const wrong: [type: string, inputs: object, reason: string][] = [
    [
      SERVICE,
      { ...service, deploymentMaximumPercent: 100 },
      "deploymentMaximumPercent is 100: expected more than 100, or no task could be replaced",
    ],
    [
      SERVICE,
      { ...service, deploymentMaximumPercent: 201 },
      "deploymentMaximumPercent is 201: expected from 100 to 200",
    ],
    [
      SERVICE,
      { ...service, deploymentMinimumHealthyPercent: 101 },
      "deploymentMinimumHealthyPercent is 101: expected from 0 to 100",
    ],
    [
      SERVICE,
      { ...service, alarms: { enable: true, rollback: true, alarmNames: [] } },
      "alarms.alarmNames is []: expected one at least, as alarms are enabled",
    ],
    [
      TASK,
      task({ stopTimeout: 121 }),
      "containerDefinitions.x.stopTimeout is 121: expected from 0 to 120",
    ],
    [
      TASK,
      task({ healthCheck: { interval: 4 } }),
      "containerDefinitions.x.healthCheck.interval is 4: expected from 5 to 300",
    ],
    [
      TASK,
      task({ secrets: [{ name: "A" }] }),
      'containerDefinitions.x.secrets is "A": expected a name that no other variable has',
    ],
    [ALLOW, { queueUrl: "https://q" }, "redriveAllowPolicy is missing: expected a value"],
    [ALLOW, { ...byQueue(1), redriveAllowPolicy: "{" }, 'redriveAllowPolicy is "{": expected JSON'],
    [
      ALLOW,
      allows({ redrivePermission: "some" }),
      'redriveAllowPolicy is {"redrivePermission":"some"}: expected a redrivePermission: allowAll, ' +
        "byQueue or denyAll",
    ],
    [
      ALLOW,
      allows({ redrivePermission: "byQueue" }),
      'redriveAllowPolicy is {"redrivePermission":"byQueue"}: expected 1 to 10 sourceQueueArns, as ' +
        "it is by queue",
    ],
    [
      ALLOW,
      allows({ redrivePermission: "denyAll", sourceQueueArns: ["a"] }),
      'redriveAllowPolicy is {"redrivePermission":"denyAll","sourceQueueArns":["a"]}: expected no ' +
        "sourceQueueArns, as it is not by queue",
    ],
  ];
  for (const [type, inputs, reason] of wrong) {
    it(`is ${reason}`, () => expect(refused(type, inputs)).to.deep.equal([reason]));
  }
});
