import { LOWERCASE, randomText } from "../identifiers";
import type { ResourceTypes } from "../resource-type";
import { between, matches, oneOf, required, type Validation } from "../validators";
import { isGiven, objectsIn } from "../values";

/** Most alarms that one environment monitors. */
const MONITORS = 5;

/** Most validators of one profile. */
const VALIDATORS = 2;

const ALARM_ARN = /^arn:aws:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.+$/;
const EXTENSION_ARN =
  /^arn:aws:appconfig:[a-z0-9-]+:(\d{12}:extension\/[a-z0-9]{4,7}|:extension\/AWS\.AppConfig\.[A-Za-z]+)\/\d+$/;
const RESOURCE_ARN =
  /^arn:aws:appconfig:[a-z0-9-]+:\d{12}:application\/[a-z0-9]{4,7}(\/(environment|configurationprofile)\/[a-z0-9]{4,7})?$/;
const ROLE_ARN = /^arn:aws:iam::\d{12}:role\/.+$/;

/** AppConfig. Source of each limit: its Create* operation. */
export const APPCONFIG: ResourceTypes = {
  "aws:appconfig/application:Application": {
    outputs: (request) => {
      const id = randomText(request, 7, LOWERCASE);
      return { id, arn: request.arn("appconfig", `application/${id}`) };
    },
    validate: [required("name"), matches("description", 1024, /^[\s\S]*$/, "text")],
  },
  "aws:appconfig/environment:Environment": {
    outputs: (request) => {
      const [environmentId, application] = [
        randomText(request, 7, LOWERCASE),
        request.text("applicationId"),
      ];
      const path = `application/${application}/environment/${environmentId}`;
      const arn = request.arn("appconfig", path);
      return {
        id: `${environmentId}:${application}`,
        environmentId,
        arn,
        state: "READY_FOR_DEPLOYMENT",
      };
    },
    validate: [
      required("applicationId", "name"),
      matches("applicationId", 7, /^[a-z0-9]{4,7}$/, "an application's id"),
      checkMonitors,
    ],
    immutable: ["applicationId"],
  },
  "aws:appconfig/configurationProfile:ConfigurationProfile": {
    outputs: (request) => {
      const [profile, application] = [
        randomText(request, 7, LOWERCASE),
        request.text("applicationId"),
      ];
      const path = `application/${application}/configurationprofile/${profile}`;
      const arn = request.arn("appconfig", path);
      return { id: `${profile}:${application}`, configurationProfileId: profile, arn };
    },
    validate: [
      required("applicationId", "locationUri", "name"),
      matches("applicationId", 7, /^[a-z0-9]{4,7}$/, "an application's id"),
      oneOf("type", "AWS.AppConfig.FeatureFlags", "AWS.Freeform"),
      checkProfile,
    ],
    immutable: ["applicationId", "locationUri", "type"],
  },
  "aws:appconfig/deploymentStrategy:DeploymentStrategy": {
    outputs: (request) => {
      const id = randomText(request, 7, LOWERCASE);
      return { id, arn: request.arn("appconfig", `deploymentstrategy/${id}`) };
    },
    validate: [
      required("deploymentDurationInMinutes", "growthFactor", "replicateTo"),
      between("deploymentDurationInMinutes", 0, 1440),
      between("finalBakeTimeInMinutes", 0, 1440),
      between("growthFactor", 1, 100),
      oneOf("growthType", "LINEAR", "EXPONENTIAL"),
      oneOf("replicateTo", "NONE", "SSM_DOCUMENT"),
    ],
    immutable: ["replicateTo"],
    uniqueBy: ["name"],
  },
  "aws:appconfig/extensionAssociation:ExtensionAssociation": {
    outputs: (request) => {
      const id = randomText(request, 7, LOWERCASE);
      const arn = request.arn("appconfig", `extensionassociation/${id}`);
      const [, version] = /\/(\d+)$/.exec(request.text("extensionArn")) ?? [];
      return { id, arn, extensionVersion: Number(version ?? 1) };
    },
    validate: [
      required("extensionArn", "resourceArn"),
      matches("extensionArn", 2048, EXTENSION_ARN, "the ARN of an extension"),
      matches("resourceArn", 2048, RESOURCE_ARN, "the ARN of an application, or of a part of it"),
    ],
    immutable: ["extensionArn", "resourceArn"],
    uniqueBy: ["extensionArn", "resourceArn"],
  },
  "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": {
    outputs: (request) => {
      const versionNumber = request.generation + 1;
      const [application, profile] = [
        request.text("applicationId"),
        request.text("configurationProfileId"),
      ];
      const path = `application/${application}/configurationprofile/${profile}`;
      const arn = request.arn("appconfig", `${path}/hostedconfigurationversion/${versionNumber}`);
      return { id: `${application}/${profile}/${versionNumber}`, arn, versionNumber };
    },
    immutable: { allBut: [] },
  },
  "aws:appconfig/deployment:Deployment": {
    outputs: (request) => {
      const deploymentNumber = request.generation + 1;
      const [application, environment] = [
        request.text("applicationId"),
        request.text("environmentId"),
      ];
      const path = `application/${application}/environment/${environment}`;
      const arn = request.arn("appconfig", `${path}/deployment/${deploymentNumber}`);
      const id = `${application}/${environment}/${deploymentNumber}`;
      return { id, arn, deploymentNumber, state: "COMPLETE" };
    },
    immutable: { allBut: ["tags"] },
  },
};

function checkMonitors({ inputs: { monitors }, refuse }: Validation): void {
  const list = objectsIn(monitors);
  if (list.length > MONITORS) refuse("monitors", `${list.length} of them`, `at most ${MONITORS}`);
  for (const [index, { alarmArn, alarmRoleArn }] of list) {
    if (!isGiven(alarmArn) || (typeof alarmArn === "string" && !ALARM_ARN.test(alarmArn))) {
      refuse(`monitors[${index}].alarmArn`, alarmArn, "the ARN of an alarm");
    }
    if (typeof alarmRoleArn === "string" && !ROLE_ARN.test(alarmRoleArn)) {
      refuse(`monitors[${index}].alarmRoleArn`, alarmRoleArn, "the ARN of a role");
    }
  }
}

function checkProfile({ inputs, refuse }: Validation): void {
  const { kmsKeyIdentifier, locationUri, retrievalRoleArn, type, validators } = inputs;
  if (Array.isArray(validators) && validators.length > VALIDATORS) {
    refuse("validators", `${validators.length} of them`, `at most ${VALIDATORS}`);
  }
  if (typeof locationUri !== "string") return;
  const hosted = locationUri === "hosted";
  if (!hosted && type === "AWS.AppConfig.FeatureFlags") {
    refuse("locationUri", locationUri, '"hosted", as it is for flags');
  }
  if (!hosted && isGiven(kmsKeyIdentifier)) {
    refuse("kmsKeyIdentifier", kmsKeyIdentifier, 'no key, as locationUri is not "hosted"');
  }
  if (hosted && isGiven(retrievalRoleArn)) {
    refuse("retrievalRoleArn", retrievalRoleArn, 'no role, as locationUri is "hosted"');
  }
}
