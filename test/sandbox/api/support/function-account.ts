import { createResource } from "../../../../sandbox/cloud/account";
import type { Cloud } from "../../../../sandbox/cloud/record";
import { ACCOUNT, allowing, REGION, ROLE, TRUST } from "./service-inputs";

export const FUNCTION = "nc-shop-dev-function";
export const DELIVERY = "nc-shop-dev-delivery";
export const HOOK = "nc-platform-dev-smoke-test";

/** Puts a function with the aliases `live` and `previous` into an account, which CodeDeploy shifts at once. */
export function addFunction(cloud: Cloud): void {
  const add = (type: string, name: string, inputs: object) => {
    const resource = { urn: `urn:${type}:${name}`, type, name, inputs: { ...inputs } };
    return createResource(cloud, resource, { account: ACCOUNT, region: REGION });
  };
  add("aws:iam/role:Role", ROLE, { name: ROLE, assumeRolePolicy: JSON.stringify(TRUST) });
  add("aws:iam/rolePolicy:RolePolicy", ROLE, {
    name: "delivery",
    role: ROLE,
    policy: JSON.stringify(allowing("codedeploy:*", "lambda:*", "s3:*")),
  });
  const role = "nc-shop-dev-code-deploy";
  add("aws:iam/role:Role", role, { name: role, assumeRolePolicy: JSON.stringify(TRUST) });
  add("aws:iam/rolePolicy:RolePolicy", role, {
    name: "hooks",
    role,
    policy: JSON.stringify(allowing("lambda:InvokeFunction")),
  });
  add("aws:lambda/function:Function", FUNCTION, {
    name: FUNCTION,
    role: `arn:aws:iam::${ACCOUNT}:role/nc-shop-dev-function`,
    runtime: "nodejs24.x",
    handler: "index.handler",
    publish: true,
    packageType: "Zip",
    s3Bucket: "artifacts",
    s3Key: "bootstrap.zip",
  });
  for (const name of ["live", "previous"]) {
    add("aws:lambda/alias:Alias", name, { name, functionName: FUNCTION, functionVersion: "1" });
  }
  add("aws:codedeploy/application:Application", DELIVERY, {
    name: DELIVERY,
    computePlatform: "Lambda",
  });
  add("aws:codedeploy/deploymentGroup:DeploymentGroup", DELIVERY, {
    appName: DELIVERY,
    deploymentGroupName: DELIVERY,
    deploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent10Minutes",
    serviceRoleArn: `arn:aws:iam::${ACCOUNT}:role/nc-shop-dev-code-deploy`,
    deploymentStyle: { deploymentOption: "WITH_TRAFFIC_CONTROL", deploymentType: "BLUE_GREEN" },
    autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
  });
}
