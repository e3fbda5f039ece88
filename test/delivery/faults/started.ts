import type { AwsClients } from "../../../delivery/adapters/aws/clients";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import type { ReleaseContract } from "../../../infra/release/contract";

/**
 * How often something was begun for a promotion: CodeDeploy's deployments, and of what CodeDeploy does not deploy the ids
 * of deployments that the ledger has. It has to be once, however often its run was killed. A revision
 * that was registered and never used is none: a run that dies in between leaves one.
 */
export async function started(
  clients: AwsClients,
  contract: ReleaseContract,
  promotion: string,
): Promise<number> {
  const { service: workload } = contract;
  if ("codeDeploy" in contract) return deployments(clients, workload, promotion);
  const ledger = dynamoDbLedger(await clients.dynamoDb(), "nc-platform-stg-ledger");
  const ids = (await ledger.eventsOf(workload)).flatMap((each) =>
    each.type === "promotion-phase" && each.promotion === promotion ? (each.deployment ?? []) : [],
  );
  return new Set(ids).size;
}

async function deployments(clients: AwsClients, workload: string, promotion: string) {
  const codeDeploy = await clients.codeDeploy();
  const group = `nc-${workload}-stg-delivery`;
  const { deployments: newest = [] } = await codeDeploy.listDeployments({
    applicationName: group,
    deploymentGroupName: group,
  });
  const purposes = await Promise.all(
    newest.slice(0, 4).map(async (deploymentId) => {
      const { deploymentInfo } = await codeDeploy.getDeployment({ deploymentId });
      return deploymentInfo?.description;
    }),
  );
  return purposes.filter((each) => each === `promotion ${promotion}`).length;
}
