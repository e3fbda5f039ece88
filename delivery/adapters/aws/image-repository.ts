import type { OciRepository } from "../oci/repository";
import type { AwsClients } from "./clients";

/** An ECR repository, as other tools reach it (ECR user guide, "Private registry authentication"). */
export function ecrRepository(
  clients: AwsClients,
  { accountId, region, name }: { accountId: string; region: string; name: string },
): OciRepository {
  return {
    host: `${accountId}.dkr.ecr.${region}.amazonaws.com`,
    name,
    async authorization() {
      const client = await clients.ecr();
      const { authorizationData = [] } = await client.getAuthorizationToken({});
      return `Basic ${authorizationData[0]?.authorizationToken ?? ""}`;
    },
  };
}
