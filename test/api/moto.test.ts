import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ADMINISTRATOR, openSession } from "../../sandbox/api/authorization/sessions";
import { readSignature } from "../../sandbox/api/authorization/verify-signature";
import { createWorld } from "../../sandbox/api/create-world";
import { answerOrFault } from "../../sandbox/api/faults";
import { findOperation } from "../../sandbox/api/protocol/find-operation";
import { type ApiServer, listen } from "../../sandbox/api/server";
import { SERVICES } from "../../sandbox/api/services";
import { memoryCloud } from "../../sandbox/cloud/memory";
import { type Moto, motoFor } from "../support/moto";
import { CALLING } from "./contract/calling";
import { type ClientConfig, MOTO_ACCOUNT, REGION } from "./contract/contract";
import { DELIVERY } from "./contract/delivery";
import { FUNCTIONS } from "./contract/functions";
import { MESSAGING } from "./contract/messaging";
import { RUNNING } from "./contract/running";
import { STORES } from "./contract/stores";

const CONTRACTS = [...MESSAGING, ...STORES, ...RUNNING, ...CALLING, ...FUNCTIONS, ...DELIVERY];

const of = (service: string, ...operations: string[]) =>
  operations.map((operation) => `${service}:${operation}`);

/** What moto 5.2 does not implement: it answers 501, or that there is no such operation. */
const NOT_IN_MOTO = [
  ...of("appconfig", "GetDeployment", "GetDeploymentStrategy", "ListApplications"),
  ...of("appconfig", "ListDeploymentStrategies", "ListDeployments", "ListEnvironments"),
  ...of("appconfig", "ListHostedConfigurationVersions", "StartDeployment", "StopDeployment"),
  ...of("cloudtrail", "LookupEvents"),
  ...of("codeartifact", "GetAuthorizationToken", "GetRepositoryEndpoint"),
  ...of("codeartifact", "ListPackageVersionAssets"),
  ...of("codedeploy", "BatchGetDeploymentTargets", "GetDeploymentConfig", "GetDeploymentTarget"),
  ...of("codedeploy", "ListDeploymentTargets", "PutLifecycleEventHookExecutionStatus"),
  ...of("codedeploy", "StopDeployment"),
  ...of("ecs", "DescribeServiceDeployments", "DescribeServiceRevisions"),
  ...of("ecs", "ListServiceDeployments", "StopServiceDeployment"),
  ...of("monitoring", "DescribeAlarmHistory"),
  ...of("sqs", "StartMessageMoveTask"),
  ...of("ssm", "CreateOpsItem", "DescribeOpsItems", "GetCalendarState", "GetOpsItem"),
  ...of("ssm", "UpdateOpsItem"),
];

/** What moto has, and why it is not asked. */
const NOT_ASKED: Readonly<Record<string, string>> = {
  ...because("moto carries out no deployment: it stays as it was created", [
    ...of("codedeploy", "CreateDeployment"),
  ]),
  ...because("moto's load balancers and tasks need a network of EC2, which is not served", [
    ...of("elasticloadbalancing", "DescribeListeners", "DescribeRules", "DescribeTargetGroups"),
    ...of("elasticloadbalancing", "DescribeTargetHealth", "ModifyTargetGroup"),
    ...of("ecs", "DescribeTasks", "ListTasks", "RunTask", "StopTask"),
  ]),
  ...because("moto runs a function in Docker", of("lambda", "Invoke")),
  ...because("moto looks at no trust policy", of("sts", "AssumeRole", "AssumeRoleWithWebIdentity")),
};

function because(reason: string, operations: readonly string[]) {
  return Object.fromEntries(operations.map((each) => [each, reason]));
}

describe("the sandbox's API agrees with moto", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-contract-"));
  const called = new Set<string>();
  let moto: Moto | undefined;
  let server: ApiServer | undefined;
  let ours: ClientConfig;
  let theirs: ClientConfig;

  before(async function () {
    moto = await motoFor(this);
    const account = { id: MOTO_ACCOUNT, region: REGION, cloud: memoryCloud([]) };
    const world = createWorld({ folder, accounts: [account] });
    const [own] = world.accounts;
    if (!own) throw new Error("there is no account");
    for (const { inRecord } of CONTRACTS) inRecord(own.cloud);
    server = await listen((request) => {
      const name = readSignature(request)?.service ?? "";
      const service = SERVICES[name] ?? expect.fail(`${name} is not served`);
      called.add(`${name}:${findOperation(service, request).operation.name}`);
      return answerOrFault(world, request, randomUUID());
    });
    const session = { account: own, role: ADMINISTRATOR, sessionName: "test" };
    const common = { region: REGION, maxAttempts: 1 };
    ours = { ...common, endpoint: server.url, credentials: openSession(world, session) };
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    theirs = { ...common, endpoint: moto.url, credentials };
    for (const { inMoto } of CONTRACTS) await inMoto(theirs);
  });

  after(async () => {
    await server?.stop();
    await moto?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { title, calls } of CONTRACTS) {
    it(title, async () => {
      expect(await calls(ours)).to.deep.equal(await calls(theirs));
    });
  }

  it("in every operation that is served, but for those of which it is said why not", () => {
    const served = Object.entries(SERVICES).flatMap(([name, { operations }]) =>
      [...operations.keys()].map((operation) => `${name}:${operation}`),
    );
    expect(served.filter((each) => !called.has(each)).sort()).to.deep.equal(
      [...NOT_IN_MOTO, ...Object.keys(NOT_ASKED)].sort(),
    );
  });
});
