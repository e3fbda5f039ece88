import { validateIdentityPolicy } from "@cloud-copilot/iam-policy";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { boundaryPermissions } from "../../components/identity/permissions/boundary";
import { FeatureFlags } from "../../components/workload/flags/feature-flags";
import { SecretRotation } from "../../components/workload/secret-rotation";
import { parseWorkload } from "../../infra/catalog/parse";
import { identityOf } from "../../infra/catalog/workload";
import { contextOf } from "../../infra/context";
import { workload as ingest } from "../fixtures/catalog/ingest-worker";
import { contextIn, settingsOf } from "../support/contexts";
import { only, record } from "../support/record";
import { may } from "./support/judge";
import type { Role } from "./support/roles";

const account = "333333333333";
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:ca-central-1:${account}:${resource}`;
const workload = parseWorkload(ingest, "ingest-worker");
const context = contextOf(settingsOf("prod"), identityOf(workload));
const key = (service: string, alias = "config") => ({
  "kms:ViaService": `${service}.ca-central-1.amazonaws.com`,
  "kms:ResourceAliases": [`alias/nc-platform-prod-${alias}`],
});

describe("what reads flags, and what rotates secrets", () => {
  const roles: Record<string, Role> = {};
  let flags: Record<string, string> = {};

  before(async () => {
    const made = await record(() => {
      const featureFlags = new FeatureFlags("flags", {
        context,
        workload,
        alarms: [{ arn: arn("cloudwatch", "alarm:a") }],
        readerRoleName: "reader",
        configKeyArn: "key",
        permissionsBoundaryArn: "boundary",
        strategies: { changeId: pulumi.output("c"), revertId: pulumi.output("r") },
      });
      featureFlags.releaseContract.apply((value) => {
        flags = value;
      });
      new SecretRotation("rotation", {
        context,
        workload: { secrets: { "database-url": { rotation: { every: 86_400, by: "rotator" } } } },
        secretArns: { "database-url": pulumi.output("arn") },
      });
    });
    const boundary = { Version: "2012-10-17", Statement: boundaryPermissions(contextIn("prod")) };
    for (const name of ["flags-reader", "flags-alarms", "rotation-rotator"]) {
      const { policy } = only(made, "aws:iam/rolePolicy:RolePolicy", name).inputs;
      roles[name] = {
        name,
        account,
        environment: "prod",
        service: "ingest-worker",
        arn: `arn:aws:iam::${account}:role/nc-ingest-worker-prod-x`,
        trust: { Version: "2012-10-17", Statement: [] },
        attached: [],
        permissions: [JSON.parse(policy)],
        boundary: boundary as unknown as Role["boundary"],
      };
    }
  });

  const asks = (name: string, action: string, resource: string, context = {}) => {
    const role = roles[name];
    if (!role) throw new Error(`${name} was not made`);
    return may(role, action, resource, { with: context });
  };

  it("is granted by policies that IAM takes", () => {
    for (const { permissions } of Object.values(roles)) {
      for (const each of permissions) expect(validateIdentityPolicy(each)).to.deep.equal([]);
    }
  });

  for (const action of ["StartConfigurationSession", "GetLatestConfiguration"]) {
    it(`[§10] is ${action} of its own flags alone`, async () => {
      const of = ({
        applicationId,
        environmentId,
        configurationProfileId,
      }: Record<string, string>) =>
        asks(
          "flags-reader",
          `appconfig:${action}`,
          arn(
            "appconfig",
            `application/${applicationId}/environment/${environmentId}/configuration/${configurationProfileId}`,
          ),
        );
      expect(await of(flags)).to.equal(true);
      expect(await of({ ...flags, applicationId: "other12" })).to.equal(false);
      expect(await of({ ...flags, configurationProfileId: "other12" })).to.equal(false);
    });
  }

  it("[§10] changes no flag, and opens nothing but flags with the key", async () => {
    const application = arn("appconfig", `application/${flags.applicationId}`);
    expect(await asks("flags-reader", "appconfig:StartDeployment", application)).to.equal(false);
    const decrypt = (context: object) =>
      asks("flags-reader", "kms:Decrypt", arn("kms", "key/1"), context);
    expect(await decrypt(key("appconfig"))).to.equal(true);
    expect(await decrypt(key("secretsmanager"))).to.equal(false);
    expect(await decrypt(key("appconfig", "artifacts"))).to.equal(false);
  });

  it("[§10] sees alarms, and changes none", async () => {
    expect(await asks("flags-alarms", "cloudwatch:DescribeAlarms", "*")).to.equal(true);
    const alarm = arn("cloudwatch", "alarm:a");
    expect(await asks("flags-alarms", "cloudwatch:SetAlarmState", alarm)).to.equal(false);
  });

  for (const action of ["GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"]) {
    it(`[§9] is ${action} of the secret that is rotated, and of no other`, async () => {
      const of = (path: string) =>
        asks(
          "rotation-rotator",
          `secretsmanager:${action}`,
          arn("secretsmanager", `secret:${path}-AbCdEf`),
        );
      expect(await of("/nc/prod/ingest-worker/secret/database-url")).to.equal(true);
      expect(await of("/nc/prod/ingest-worker/secret/other")).to.equal(false);
      expect(await of("/nc/prod/api-adapter/secret/database-url")).to.equal(false);
    });
  }

  it("[§9] encrypts a new value with the environment's key for config", async () => {
    const encrypt = (context: object) =>
      asks("rotation-rotator", "kms:GenerateDataKey", arn("kms", "key/1"), context);
    expect(await encrypt(key("secretsmanager"))).to.equal(true);
    expect(await encrypt(key("secretsmanager", "state"))).to.equal(false);
    expect(await asks("rotation-rotator", "secretsmanager:GetRandomPassword", "*")).to.equal(true);
  });
});
