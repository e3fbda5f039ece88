import { RELEASE_CONTRACT } from "../../../infra/naming/names";
import type { AccountInspection } from "../../ports/account-inspection";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

/** An account as AWS's API shows it to the caller. */
export function accountInspection(clients: AwsClients): AccountInspection {
  return {
    async identity() {
      const client = await clients.sts();
      const { Account: accountId = "", Arn: arn = "" } = await client.getCallerIdentity({});
      return { accountId, arn };
    },

    async table(name) {
      const client = await clients.dynamoDb();
      const described = client.describeTable({ TableName: name });
      return described.then(
        ({ Table: { TableStatus: status = "", DeletionProtectionEnabled: isProtected } = {} }) => ({
          status,
          isProtected: isProtected === true,
        }),
        (error: unknown) => {
          if (isNamed(error, "ResourceNotFoundException")) return undefined;
          throw error;
        },
      );
    },

    async contracts(environment) {
      const { paginateGetParametersByPath } = await import("@aws-sdk/client-ssm");
      const client = await clients.ssm();
      // Without decryption: of all that is there, only the contracts are read, and those are no secrets.
      const pages = paginateGetParametersByPath(
        { client },
        { Path: `/nc/${environment}/`, Recursive: true },
      );
      const found: Record<string, string> = {};
      for await (const { Parameters = [] } of pages) {
        for (const { Name: name = "", Value: value = "" } of Parameters) {
          if (name.endsWith(`/config/${RELEASE_CONTRACT}`)) found[name] = value;
        }
      }
      return found;
    },
  };
}
