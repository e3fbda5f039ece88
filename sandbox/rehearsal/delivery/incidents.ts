import { AwsClients } from "../../../delivery/adapters/aws/clients";
import type { Environment } from "../../../infra/environments";
import { ADMINISTRATOR, openSession } from "../../api/authorization/sessions";
import type { Stage } from "../stage";

/** Resolves every incident of an environment, as the people do who have found the root cause. */
export async function resolveIncidents(
  { world, endpoint, accounts }: Stage,
  environment: Environment,
): Promise<void> {
  const account = accounts[environment];
  const session = { account, role: ADMINISTRATOR, sessionName: "on-call" };
  const credentials = openSession(world, session);
  const clients = new AwsClients({ region: account.region, endpoint, credentials });
  const ssm = await clients.ssm();
  const { OpsItemSummaries = [] } = await ssm.describeOpsItems({
    OpsItemFilters: [{ Key: "Status", Values: ["Open"], Operator: "Equal" }],
  });
  for (const { OpsItemId } of OpsItemSummaries) {
    await ssm.updateOpsItem({ OpsItemId, Status: "Resolved" });
  }
  clients.destroy();
}
