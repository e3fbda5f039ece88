import { RELEASE_CONTRACT } from "../../../infra/naming/names";
import type { AccountInspection, SubscriptionState } from "../../ports/account-inspection";
import type { AwsClients } from "./clients";
import { isNamed } from "./errors";

/** What stands for the ARN of a subscription that was not confirmed (SNS API, Subscribe). */
const PENDING = "PendingConfirmation";

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

    async subscriptions(topicArn) {
      const { paginateListSubscriptionsByTopic } = await import("@aws-sdk/client-sns");
      const client = await clients.sns();
      const found: SubscriptionState[] = [];
      try {
        for await (const page of paginateListSubscriptionsByTopic(
          { client },
          { TopicArn: topicArn },
        )) {
          for (const { Protocol, Endpoint, SubscriptionArn } of page.Subscriptions ?? []) {
            const isConfirmed = SubscriptionArn !== PENDING;
            found.push({ protocol: Protocol ?? "", endpoint: Endpoint ?? "", isConfirmed });
          }
        }
      } catch (error) {
        if (isNamed(error, "NotFoundException")) return undefined;
        throw error;
      }
      return found;
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
