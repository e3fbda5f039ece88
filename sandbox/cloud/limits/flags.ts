import {
  between,
  entries,
  isGiven,
  type Judged,
  oneOf,
  type Rules,
  required,
  shaped,
} from "./rule";

const ALARM = /^arn:aws:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.+$/;
const ROLE = /^arn:aws:iam::\d{12}:role\/.+$/;

/** Most alarms of one environment, and most validators of one profile. */
const MONITORS = 5;
const VALIDATORS = 2;

/** AppConfig. Source of each: its Create* operation. */
export const FLAGS: Rules = {
  "aws:appconfig/application:Application": [
    required("name"),
    shaped("description", 1024, /^[\s\S]*$/, "text"),
  ],
  "aws:appconfig/environment:Environment": [
    required("applicationId", "name"),
    shaped("applicationId", 7, /^[a-z0-9]{4,7}$/, "an application's id"),
    monitorsFit,
  ],
  "aws:appconfig/configurationProfile:ConfigurationProfile": [
    required("applicationId", "locationUri", "name"),
    shaped("applicationId", 7, /^[a-z0-9]{4,7}$/, "an application's id"),
    oneOf("type", "AWS.AppConfig.FeatureFlags", "AWS.Freeform"),
    profileFits,
  ],
  "aws:appconfig/deploymentStrategy:DeploymentStrategy": [
    required("deploymentDurationInMinutes", "growthFactor", "replicateTo"),
    between("deploymentDurationInMinutes", 0, 1440),
    between("finalBakeTimeInMinutes", 0, 1440),
    between("growthFactor", 1, 100),
    oneOf("growthType", "LINEAR", "EXPONENTIAL"),
    oneOf("replicateTo", "NONE", "SSM_DOCUMENT"),
  ],
};

function monitorsFit({ inputs: { monitors }, refuse }: Judged): void {
  const list = entries(monitors);
  if (list.length > MONITORS) refuse("monitors", `${list.length} of them`, `at most ${MONITORS}`);
  for (const [index, { alarmArn, alarmRoleArn }] of list) {
    if (!isGiven(alarmArn) || (typeof alarmArn === "string" && !ALARM.test(alarmArn))) {
      refuse(`monitors[${index}].alarmArn`, alarmArn, "the ARN of an alarm");
    }
    if (typeof alarmRoleArn === "string" && !ROLE.test(alarmRoleArn)) {
      refuse(`monitors[${index}].alarmRoleArn`, alarmRoleArn, "the ARN of a role");
    }
  }
}

function profileFits({ inputs, refuse }: Judged): void {
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
