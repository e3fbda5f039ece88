import type { AwsClients } from "../../../delivery/adapters/aws/clients";
import type { Release } from "../../../delivery/decisions/release/release";
import { digestOf, revisionsOf } from "../../../sandbox/api/simulation/revisions";
import type { Account } from "../../../sandbox/api/world";

/**
 * How often something was begun for a promotion: CodeDeploy's deployments of a service or a function, and of a worker
 * or a job the revisions with its image. It has to be once, however often its run was killed.
 */
export async function started(
  { account, clients }: { readonly account: Account; readonly clients: AwsClients },
  release: Release,
  promotion: string,
): Promise<number> {
  return release.kind === "service" || release.kind === "function"
    ? deployments(clients, release.workload, promotion)
    : revisions(account, release);
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

function revisions(account: Account, { workload, artifacts }: Release): number {
  const digests = artifacts.flatMap((each) => (each.type === "image" ? [each.digest] : []));
  const found = revisionsOf(account, `nc-${workload}-stg-task`);
  return found.filter((each) => digests.includes(digestOf(each))).length;
}
