import { createResource } from "../../../sandbox/cloud/account";
import type { Cloud } from "../../../sandbox/cloud/record";
import { environment } from "../../../stacks/environment";
import { loadTestCatalog } from "../../support/catalog";
import { settingsOf } from "../../support/contexts";
import { MOCK_LOCATION, type RecordedResource, record } from "../../support/record";

/** What functions, deployments and their permissions are made of; networks and the like are left out. */
const TYPES =
  /^aws:(cloudwatch|codedeploy|dynamodb|ecs|iam|kms|lambda|lb|s3\/bucket(Objectv2)?|secretsmanager|sns|sqs|ssm)/;

/** Id of the GitHub App of the deployment rule, which is on here. */
export const GATE_APP = 78;

let made: Promise<readonly RecordedResource[]> | undefined;

/** What the program makes of the tests' catalog in dev, once for all tests of a process. */
export async function platformResources(): Promise<readonly RecordedResource[]> {
  made ??= loadTestCatalog().then((catalog) =>
    record(() => environment(settingsOf("dev", { deploymentRule: { appId: GATE_APP } }), catalog)),
  );
  return (await made).filter(({ type }) => TYPES.test(type));
}

/** Puts them into an account, as `up` does. */
export function fillPlatformAccount(cloud: Cloud, resources: readonly RecordedResource[]): void {
  for (const { type, name, inputs } of resources) {
    const resource = { urn: `urn:pulumi:dev::nc-platform::${type}::${name}`, type, name, inputs };
    createResource(cloud, resource, MOCK_LOCATION);
  }
}
