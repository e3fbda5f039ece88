import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UNKNOWN } from "../../../infra/unknown";
import { createResource } from "../../../sandbox/cloud/account";
import { checkInputs } from "../../../sandbox/cloud/check-inputs";
import { deployFlags } from "../../../sandbox/cloud/deployments/appconfig";
import { ProviderError } from "../../../sandbox/cloud/provider-error";
import { type Cloud, openCloud } from "../../../sandbox/cloud/record";

const PLACE = { account: "111111111111", region: "ca-central-1" };
const APPLICATION = "aws:appconfig/application:Application";
const ENVIRONMENT = "aws:appconfig/environment:Environment";
const PROFILE = "aws:appconfig/configurationProfile:ConfigurationProfile";
const STRATEGY = "aws:appconfig/deploymentStrategy:DeploymentStrategy";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const FUNCTION = "aws:lambda/function:Function";

const alarmArn = "arn:aws:cloudwatch:ca-central-1:111111111111:alarm:a";
const layer = "arn:aws:lambda:ca-central-1:111111111111:layer:a:1";
const ON = '{"version":"1","flags":{"f":{}},"values":{"f":{"enabled":true}}}';

const GOOD: Record<string, Record<string, unknown>> = {
  [APPLICATION]: { name: "nc-x-dev-flags" },
  [ENVIRONMENT]: { applicationId: "abc1234", name: "nc-x-dev-flags", monitors: [{ alarmArn }] },
  [PROFILE]: {
    applicationId: "abc1234",
    name: "nc-x-dev-flags",
    locationUri: "hosted",
    type: "AWS.AppConfig.FeatureFlags",
    kmsKeyIdentifier: "key",
  },
  [STRATEGY]: {
    name: "nc-platform-dev-flags",
    replicateTo: "NONE",
    growthFactor: 10,
    deploymentDurationInMinutes: 20,
    finalBakeTimeInMinutes: 10,
    growthType: "EXPONENTIAL",
  },
  [ROTATION]: {
    secretId: "s",
    rotationRules: { automaticallyAfterDays: 30 },
    rotationLambdaArn: "arn:aws:lambda:ca-central-1:111111111111:function:nc-x-dev-function:live",
  },
  [FUNCTION]: {
    role: "r",
    handler: "h",
    runtime: "nodejs22.x",
    s3Bucket: "b",
    s3Key: "k",
    layers: [layer],
    name: "nc-x-dev-function",
    environment: { variables: { AWS_APPCONFIG_EXTENSION_PREFETCH_LIST: "a:b:c" } },
  },
};

const reasons = (type: string, changes: object = {}) =>
  checkInputs(type, { ...GOOD[type], ...changes }, PLACE.account).map(({ reason }) => reason);

describe("what AWS refuses of flags", () => {
  for (const type of Object.keys(GOOD)) {
    it(`is nothing of a ${type} that is right, or not known yet`, () => {
      expect(reasons(type)).to.deep.equal([]);
      for (const key of Object.keys(GOOD[type] ?? {})) {
        expect(reasons(type, { [key]: UNKNOWN }), key).to.deep.equal([]);
      }
    });
  }

  const wrong: [type: string, changes: object, reason: string][] = [
    [APPLICATION, { name: undefined }, "name is missing: expected a value"],
    [ENVIRONMENT, { applicationId: "A" }, 'applicationId is "A": expected an application\'s id'],
    [ENVIRONMENT, { monitors: Array(6).fill({ alarmArn }) }, "at most 5"],
    [ENVIRONMENT, { monitors: [{ alarmArn: "a" }] }, "monitors[0].alarmArn"],
    [ENVIRONMENT, { monitors: [{ alarmArn, alarmRoleArn: "r" }] }, "monitors[0].alarmRoleArn"],
    [PROFILE, { type: "Flags" }, "type is"],
    [PROFILE, { locationUri: "ssm-parameter://x" }, 'expected "hosted", as it is for flags'],
    [PROFILE, { locationUri: "s3://b/k", type: undefined }, "kmsKeyIdentifier"],
    [PROFILE, { retrievalRoleArn: "r" }, "retrievalRoleArn"],
    [PROFILE, { validators: [{}, {}, {}] }, 'validators is "3 of them": expected at most 2'],
    [STRATEGY, { finalBakeTimeInMinutes: 1441 }, "finalBakeTimeInMinutes is 1441"],
    [STRATEGY, { replicateTo: undefined }, "replicateTo is missing"],
    [ROTATION, { rotationLambdaArn: "f" }, 'rotationLambdaArn is "f"'],
    [FUNCTION, { layers: Array(6).fill(layer) }, 'layers is "6 of them": expected at most 5'],
    [FUNCTION, { layers: ["a"] }, "expected the ARN of a version of a layer"],
  ];
  for (const [type, changes, reason] of wrong) {
    it(`is ${JSON.stringify(changes)} of a ${type}`, () => {
      expect(reasons(type, changes).join("\n")).to.contain(reason);
    });
  }
});

describe("a deployment of flags in the simulated account", () => {
  const folder = mkdtempSync(join(tmpdir(), "nc-flags-"));
  let cloud: Cloud;
  after(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => {
    cloud = openCloud(mkdtempSync(join(folder, "cloud-")));
    const add = (type: string, inputs: object) =>
      createResource(
        cloud,
        { urn: `urn:${type}`, type, name: "flags", inputs: { ...inputs } },
        PLACE,
      );
    const { id: applicationId } = add(APPLICATION, GOOD[APPLICATION] ?? {});
    add(ENVIRONMENT, { ...GOOD[ENVIRONMENT], applicationId });
    add(PROFILE, { ...GOOD[PROFILE], applicationId });
  });
  const deploy = (content: string) => deployFlags(cloud, "nc-x-dev-flags", content);

  it("keeps each document as a version of its own, with times that AppConfig adds", () => {
    deploy(ON).finish();
    expect(deploy(ON).version).to.equal(2);
    const [first] = cloud.list(
      "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
    );
    expect(JSON.parse(`${first?.state.content}`).values.f).to.have.all.keys(
      ...["enabled", "_createdAt", "_updatedAt"],
    );
  });

  it("is refused while another goes on", () => {
    const first = deploy(ON);
    expect(() => deploy(ON)).to.throw(ProviderError, "ConflictException");
    first.rollBack();
    expect(deploy(ON).version).to.equal(2);
  });

  it("[§10] is refused where AppConfig refuses the document", () => {
    expect(() => deploy('{"version":"2"}')).to.throw(
      ProviderError,
      'BadRequestException: flags:\n  version is "2": expected "1"',
    );
  });
});
