import type { Settings } from "../../infra/settings/parse";
import type { AwsClients } from "../adapters/aws/clients";
import { type DeliverySecret, readDeliverySecret } from "../adapters/aws/delivery-secret";
import { gitHubChangeTicketSystem } from "../adapters/github/change-tickets";
import { type GitHubClient, gitHubClient } from "../adapters/github/client";
import { gitHubToken, installationToken } from "../adapters/github/token";
import { webhookChangeTickets } from "../adapters/tickets/webhook";
import type { Session } from "../cli/verb";
import type { ChangeTicketSystem } from "../ports/change-tickets";

type Asking = Pick<Session, "env" | "now" | "sleep"> & Partial<Pick<Session, "say">>;

/**
 * GitHub as the session reaches it: GITHUB_API_URL, and who asks by its variables, or by the secret that
 * NC_DELIVERY_SECRET names.
 *
 * @param clients - of the account that has the secret. @default - there is none: variables alone count
 * @throws {InvalidInput} that lists what is missing
 */
export function gitHubOf({ env, now, say, sleep }: Asking, clients?: AwsClients): GitHubClient {
  const clock = { now, sleep };
  const secret = secretOf({ env }, clients);
  const token = secret
    ? once(async () => installationToken((await secret()).app, env, clock))
    : undefined;
  return gitHubClient({
    url: env.GITHUB_API_URL,
    token: token ? async () => (await token())() : gitHubToken(env, clock),
    clock,
    say,
  });
}

/** Where change tickets are, and how they are asked for. */
export interface ChangeTicketsArgs {
  /** `owner/name`, whose issues are the tickets where no other system has them. */
  readonly repository: string;
  readonly settings: Pick<Settings, "changeTicketsUrl">;
  readonly gitHub: GitHubClient;
  readonly clients: AwsClients;
}

/**
 * The system of change tickets: NC_CHANGE_TICKETS_URL, else the one of the settings, with
 * NC_CHANGE_TICKETS_AUTHORIZATION or what the secret of deliveries has; else the issues of the repository.
 */
export function changeTicketsOf(
  { repository, settings, gitHub, clients }: ChangeTicketsArgs,
  { env, now, sleep }: Asking,
): ChangeTicketSystem {
  const url = env.NC_CHANGE_TICKETS_URL || settings.changeTicketsUrl;
  if (!url) return gitHubChangeTicketSystem(gitHub, repository, { now, sleep });
  const secret = secretOf({ env }, clients);
  const given = env.NC_CHANGE_TICKETS_AUTHORIZATION;
  const system = once(async () => {
    const authorization = given || (await secret?.())?.changeTicketsAuthorization;
    return webhookChangeTickets(authorization ? { url, authorization } : { url });
  });
  return {
    find: async (id) => (await system()).find(id),
    open: async (report) => (await system()).open(report),
    close: async (id, key, note) => (await system()).close(id, key, note),
  };
}

/** The secret of deliveries, where the session names it and has no App of its own. */
function secretOf(
  { env }: Pick<Session, "env">,
  clients: AwsClients | undefined,
): (() => Promise<DeliverySecret>) | undefined {
  const { NC_DELIVERY_SECRET: name, GITHUB_APP_ID: own } = env;
  if (!name || own || clients === undefined) return undefined;
  return once(() => readDeliverySecret(clients, name));
}

/** Does it the first time that it is asked for, and again only where that failed. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return async () => {
    done ??= work();
    try {
      return await done;
    } catch (error) {
      done = undefined;
      throw error;
    }
  };
}
