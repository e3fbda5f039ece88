import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  FeatureFlags,
  type FeatureFlagsArgs,
} from "../../../../components/workload/flags/feature-flags";
import type { FlagsContract } from "../../../../components/workload/release-contract";
import { parseWorkload } from "../../../../infra/catalog/parse";
import { identityOf } from "../../../../infra/catalog/workload";
import { contextOf } from "../../../../infra/context";
import { workload as ingest } from "../../../fixtures/catalog/ingest-worker";
import { settingsOf } from "../../../support/contexts";
import { recordOptions } from "../../../support/options";
import { MOCK_LOCATION, only, type RecordedResource, record } from "../../../support/record";

const APPLICATION = "aws:appconfig/application:Application";
const ASSOCIATION = "aws:appconfig/extensionAssociation:ExtensionAssociation";
const ENVIRONMENT = "aws:appconfig/environment:Environment";
const PROFILE = "aws:appconfig/configurationProfile:ConfigurationProfile";
const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const KEY = "arn:aws:kms:ca-central-1:222222222222:key/config";
const BOUNDARY = "arn:aws:iam::222222222222:policy/boundary";

const workload = parseWorkload(ingest, "ingest-worker");
const context = contextOf(settingsOf("stg"), identityOf(workload));
const alarm = (name: string) => ({
  arn: `arn:aws:cloudwatch:ca-central-1:222222222222:alarm:nc-ingest-worker-stg-${name}`,
});

/** What it makes, and what it hands on. */
async function made(changes: Partial<FeatureFlagsArgs> = {}) {
  const { optionsOf, opts } = recordOptions();
  let contract: Partial<FlagsContract> = {};
  const all = await record(() => {
    const args: FeatureFlagsArgs = {
      context,
      workload,
      alarms: [alarm("http-errors"), alarm("latency-blue")],
      readerRoleName: "nc-ingest-worker-stg-task",
      configKeyArn: KEY,
      permissionsBoundaryArn: BOUNDARY,
      strategies: { changeId: pulumi.output("change1"), revertId: pulumi.output("revert1") },
      ...changes,
    };
    new FeatureFlags("ingest-worker-flags", args, opts).releaseContract.apply((value) => {
      contract = value;
    });
  });
  return { all, contract, options: optionsOf };
}

const failure = (changes: Partial<FeatureFlagsArgs>) =>
  made(changes).then(
    () => "made",
    (error: Error) => error.message,
  );

describe("FeatureFlags", () => {
  for (const [what, flags, kept] of [
    ["deletes them where it is removed before any release", ingest.flags ?? {}, false],
    ["leaves them in the account where the entry has none any more", {}, true],
  ] as const) {
    it(what, async () => {
      const { options } = await made({ workload: { ...workload, flags } });
      for (const type of [APPLICATION, PROFILE, ENVIRONMENT]) {
        expect(options.get(type)?.retainOnDelete, type).to.equal(kept);
      }
      expect(options.get(ROLE)?.retainOnDelete).to.equal(undefined);
    });
  }

  it("[§10] keeps flags in AppConfig, encrypted, in a profile for flags", async () => {
    const { all, contract } = await made();
    const description = "Feature flags of ingest-worker";
    const tags = context.tags("flags");

    expect(only(all, APPLICATION).inputs).to.deep.equal({
      name: "nc-ingest-worker-stg-flags",
      description,
      tags,
    });
    expect(only(all, PROFILE).inputs).to.deep.equal({
      applicationId: contract.applicationId,
      name: "nc-ingest-worker-stg-flags",
      description,
      tags,
      type: "AWS.AppConfig.FeatureFlags",
      locationUri: "hosted",
      kmsKeyIdentifier: KEY,
    });
  });

  it("[§14] has AppConfig tell EventBridge that it took flags back", async () => {
    const { all, contract, options } = await made();
    const { region, account } = MOCK_LOCATION;
    const { applicationId, environmentId } = contract;
    expect(only(all, ASSOCIATION).inputs).to.deep.equal({
      // AWS CLI command reference, `appconfig list-extensions`.
      extensionArn: `arn:aws:appconfig:${region}::extension/AWS.AppConfig.DeploymentNotificationsToEventBridge/1`,
      resourceArn: `arn:aws:appconfig:${region}:${account}:application/${applicationId}/environment/${environmentId}`,
    });
    expect(options.get(ASSOCIATION)?.retainOnDelete).to.equal(undefined);
  });

  it("[§10] takes a change of flags back on the alarms that take a release back", async () => {
    const { all, contract, options } = await made();
    const role = only(all, ROLE).inputs;

    expect(only(all, ENVIRONMENT).inputs).to.deep.equal({
      applicationId: contract.applicationId,
      name: "nc-ingest-worker-stg-flags",
      description: "Feature flags of ingest-worker",
      monitors: [alarm("http-errors"), alarm("latency-blue")].map(({ arn: alarmArn }) => ({
        alarmArn,
        alarmRoleArn: `arn:aws:iam::${MOCK_LOCATION.account}:role/${role.name}`,
      })),
      tags: context.tags("flags"),
    });
    expect(role).to.deep.include({
      name: "nc-ingest-worker-stg-flag-alarms",
      permissionsBoundary: BOUNDARY,
      tags: context.tags("flag-alarms"),
    });
    expect(JSON.parse(role.assumeRolePolicy).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "appconfig.amazonaws.com" },
      },
    ]);
    expect(statements(all, "ingest-worker-flags-alarms")).to.deep.equal([
      {
        Sid: "Alarms",
        Effect: "Allow",
        Action: ["cloudwatch:DescribeAlarms"],
        Resource: "*",
      },
    ]);
    expect(options.get(ENVIRONMENT)?.dependsOn).not.to.equal(undefined);
  });

  it("[§10] lets the workload read its own flags, and no others", async () => {
    const { all, contract } = await made();
    const { applicationId, environmentId, configurationProfileId } = contract;

    expect(only(all, POLICY, "ingest-worker-flags-reader").inputs).to.deep.include({
      name: "nc-ingest-worker-stg-flags",
      role: "nc-ingest-worker-stg-task",
    });
    expect(statements(all, "ingest-worker-flags-reader")).to.deep.equal([
      {
        Sid: "Flags",
        Effect: "Allow",
        Action: ["appconfig:GetLatestConfiguration", "appconfig:StartConfigurationSession"],
        Resource:
          "arn:aws:appconfig:ca-central-1:222222222222:" +
          `application/${applicationId}/environment/${environmentId}/configuration/${configurationProfileId}`,
      },
      {
        Sid: "FlagKey",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: "arn:aws:kms:ca-central-1:222222222222:key/*",
        Condition: {
          StringEquals: { "kms:ViaService": ["appconfig.ca-central-1.amazonaws.com"] },
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/nc-platform-stg-config"] },
        },
      },
    ]);
  });

  it("[§10] hands on what a release deploys flags with, by id", async () => {
    const { all, contract } = await made();

    expect(contract).to.have.all.keys(
      ...["applicationId", "environmentId", "configurationProfileId"],
      ...["deploymentStrategyId", "revertDeploymentStrategyId"],
    );
    for (const key of ["applicationId", "environmentId", "configurationProfileId"] as const) {
      expect(contract[key], key).to.match(/^[a-z0-9]{4,7}$/);
    }
    expect(contract).to.include({
      deploymentStrategyId: "change1",
      revertDeploymentStrategyId: "revert1",
    });
    expect(only(all, ENVIRONMENT).inputs.applicationId).to.equal(contract.applicationId);
  });

  it("[§10] makes no version of the flags, and deploys none", async () => {
    const types = (await made()).all.map(({ type }) => type);

    expect(new Set(types)).to.deep.equal(
      new Set([
        ...["nc:workload:FeatureFlags", APPLICATION, ASSOCIATION, ENVIRONMENT, PROFILE],
        ...[ROLE, POLICY],
      ]),
    );
  });

  for (const count of [0, 6]) {
    it(`[§10] refuses ${count} alarms, of which AppConfig watches 1 to 5`, async () => {
      const alarms = Array.from({ length: count }, (_, index) => alarm(`a${index}`));
      expect(await failure({ alarms })).to.equal(`alarms is "${count} alarms": expected 1 to 5`);
    });
  }

  it("[§10] refuses flags that AppConfig would refuse", async () => {
    const flags = { "1st": { description: "First.", enabled: true } };
    expect(await failure({ workload: { ...workload, flags } })).to.contain(
      "expected a letter, then up to 63 letters, digits, _ or -",
    );
  });
});

function statements(all: readonly RecordedResource[], name: string): unknown {
  return JSON.parse(only(all, POLICY, name).inputs.policy).Statement;
}
