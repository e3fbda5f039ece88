import { letters, type Shapes, uuid } from "./shape";

const MIXED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

/** SSM, Secrets Manager and AppConfig. */
export const CONFIG: Shapes = {
  "aws:ssm/parameter:Parameter": ({ arn, inputs, text }) => {
    const name = text("name");
    const path = name.startsWith("/") ? name : `/${name}`;
    return {
      id: name,
      arn: arn("ssm", `parameter${path}`),
      version: 1,
      tier: "Standard",
      dataType: "text",
      ...(inputs.type === "SecureString" ? { keyId: "alias/aws/ssm" } : {}),
    };
  },
  "aws:ssm/document:Document": ({ account, arn, text }) => ({
    id: text("name"),
    arn: arn("ssm", `document/${text("name")}`),
    owner: account,
    status: "Active",
    defaultVersion: "1",
    latestVersion: "1",
    documentVersion: "1",
  }),
  "aws:secretsmanager/secret:Secret": (asked) => {
    const name = asked.text("name");
    const arn = asked.arn("secretsmanager", `secret:${name}-${letters(asked, 6, MIXED)}`);
    return { id: arn, name, arn };
  },
  "aws:secretsmanager/secretVersion:SecretVersion": (asked) => {
    const [arn, versionId] = [asked.text("secretId"), uuid(asked)];
    return { id: `${arn}|${versionId}`, arn, versionId, versionStages: ["AWSCURRENT"] };
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": ({ text }) => ({ id: text("secretArn") }),
  "aws:secretsmanager/secretRotation:SecretRotation": ({ text }) => ({
    id: text("secretId"),
    rotationEnabled: true,
  }),
  "aws:appconfig/application:Application": (asked) => {
    const id = letters(asked, 7, LOWER);
    return { id, arn: asked.arn("appconfig", `application/${id}`) };
  },
  "aws:appconfig/environment:Environment": (asked) => {
    const [environmentId, application] = [letters(asked, 7, LOWER), asked.text("applicationId")];
    const path = `application/${application}/environment/${environmentId}`;
    const arn = asked.arn("appconfig", path);
    return {
      id: `${environmentId}:${application}`,
      environmentId,
      arn,
      state: "READY_FOR_DEPLOYMENT",
    };
  },
  "aws:appconfig/configurationProfile:ConfigurationProfile": (asked) => {
    const [profile, application] = [letters(asked, 7, LOWER), asked.text("applicationId")];
    const path = `application/${application}/configurationprofile/${profile}`;
    const arn = asked.arn("appconfig", path);
    return { id: `${profile}:${application}`, configurationProfileId: profile, arn };
  },
  "aws:appconfig/deploymentStrategy:DeploymentStrategy": (asked) => {
    const id = letters(asked, 7, LOWER);
    return { id, arn: asked.arn("appconfig", `deploymentstrategy/${id}`) };
  },
  "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": (asked) => {
    const versionNumber = asked.generation + 1;
    const [application, profile] = [
      asked.text("applicationId"),
      asked.text("configurationProfileId"),
    ];
    const path = `application/${application}/configurationprofile/${profile}`;
    const arn = asked.arn("appconfig", `${path}/hostedconfigurationversion/${versionNumber}`);
    return { id: `${application}/${profile}/${versionNumber}`, arn, versionNumber };
  },
  "aws:appconfig/deployment:Deployment": (asked) => {
    const deploymentNumber = asked.generation + 1;
    const [application, environment] = [asked.text("applicationId"), asked.text("environmentId")];
    const path = `application/${application}/environment/${environment}`;
    const arn = asked.arn("appconfig", `${path}/deployment/${deploymentNumber}`);
    const id = `${application}/${environment}/${deploymentNumber}`;
    return { id, arn, deploymentNumber, state: "COMPLETE" };
  },
};
