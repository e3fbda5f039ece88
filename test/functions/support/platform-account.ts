import type { Catalog } from "../../../infra/catalog/workload";
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

/** Name of the SSM Change Calendar of dev, which is always open. */
const CALENDAR = "nc-platform-dev-freeze";

const MADE = new Map<Change, Promise<readonly RecordedResource[]>>();

/** Another catalog than the tests' own. */
export type Change = (catalog: Catalog) => Catalog;

/** The tests' own catalog. */
export const UNCHANGED: Change = (catalog) => catalog;

/** What the program makes of a catalog in dev, once for all tests of a process. */
export async function platformResources(change: Change): Promise<readonly RecordedResource[]> {
  const settings = settingsOf("dev", {
    deploymentRule: { appId: GATE_APP },
    changeCalendar: { documents: [CALENDAR] },
  });
  const made =
    MADE.get(change) ??
    loadTestCatalog().then((catalog) => record(() => environment(settings, change(catalog))));
  MADE.set(change, made);
  return (await made).filter(({ type }) => TYPES.test(type));
}

/** Puts them into an account, as `up` does. */
export function fillPlatformAccount(cloud: Cloud, resources: readonly RecordedResource[]): void {
  for (const { type, name, inputs } of resources) {
    const resource = { urn: `urn:pulumi:dev::nc-platform::${type}::${name}`, type, name, inputs };
    createResource(cloud, resource, MOCK_LOCATION);
  }
  const type = "aws:ssm/document:Document";
  createResource(
    cloud,
    {
      urn: `urn:pulumi:dev::nc-platform::${type}::calendar`,
      type,
      name: "calendar",
      inputs: {
        name: CALENDAR,
        documentType: "ChangeCalendar",
        documentFormat: "TEXT",
        content: "BEGIN:VCALENDAR\nX-CALENDAR-TYPE:DEFAULT_OPEN\nEND:VCALENDAR",
      },
    },
    MOCK_LOCATION,
  );
}
