import { InvalidInput } from "../../infra/problems";
import type { AwsClients } from "../adapters/aws/clients";
import {
  findSecretText,
  parseDeliverySecret,
  readDeliverySecret,
} from "../adapters/aws/delivery-secret";
import { installationPermissions } from "../adapters/github/token";
import type { Clock } from "../ports/clock";
import type { DeliveryApp } from "../ports/delivery-app";

/** Where the App is looked at. */
export interface DeliveryAppArgs {
  readonly clients: AwsClients;
  /** Name of the secret, such as `/nc/stg/platform/secret/delivery`. */
  readonly secret: string;
  /** Variables, of which GITHUB_API_URL says where GitHub is. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** The App whose credentials are in a secret. */
export function deliveryAppOf({ clients, secret, env, clock }: DeliveryAppArgs): DeliveryApp {
  return {
    async secretProblem() {
      const text = await findSecretText(clients, secret);
      if (text === undefined) return { isMissing: true, problem: `${secret} has no value` };
      try {
        parseDeliverySecret(text, secret);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        return { isMissing: false, problem: error.problems.join("; ") };
      }
      return undefined;
    },
    async permissions() {
      const { app } = await readDeliverySecret(clients, secret);
      return installationPermissions(app, env, clock);
    },
  };
}
