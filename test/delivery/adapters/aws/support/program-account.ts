import type { Catalog } from "../../../../../infra/catalog/workload";
import type { Settings } from "../../../../../infra/settings/parse";
import { createResource } from "../../../../../sandbox/cloud/account";
import type { Cloud } from "../../../../../sandbox/cloud/record";
import { environment } from "../../../../../stacks/environment";
import { settingsOf } from "../../../../support/contexts";
import { MOCK_LOCATION, type RecordedResource, record } from "../../../../support/record";

/** Environment of the account: its releases have a canary, and stg's bake. */
export const ENVIRONMENT = "stg";

/** Role with which a workload is delivered there. */
export const deployRoleOf = (workload: string) => `nc-${workload}-${ENVIRONMENT}-gha-deploy-role`;

/** Settings of stg in the tests' one account. */
export function programSettings(change: object = {}): Settings {
  const { account, region } = MOCK_LOCATION;
  return settingsOf(ENVIRONMENT, {
    accountId: account,
    certificateArn: `arn:aws:acm:${region}:${account}:certificate/1234`,
    bakeMinutes: 2,
    ...change,
  });
}

/**
 * What the program makes of a catalog in stg, in the tests' one account: every resource of AWS's, with
 * the roles that deliver and their permissions.
 */
export async function recordProgram(catalog: Catalog): Promise<readonly RecordedResource[]> {
  const made = await record(() => environment(programSettings(), catalog));
  return made.filter(({ type }) => type.startsWith("aws:"));
}

/** Puts what was recorded into an account, as an update by Pulumi does. */
export function fillAccount(cloud: Cloud, made: readonly RecordedResource[]): void {
  for (const { type, name, inputs } of made) {
    createResource(cloud, { urn: `urn:${type}:${name}`, type, name, inputs }, MOCK_LOCATION);
  }
}
