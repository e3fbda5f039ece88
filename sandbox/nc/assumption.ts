import { AwsClients } from "../../delivery/adapters/aws/clients";
import { platformPlanRecord } from "../../delivery/adapters/aws/platform-plans";
import { readCommandLine } from "../../delivery/cli/grammar";
import { VERBS } from "../../delivery/commands";
import { ENVIRONMENTS } from "../../infra/environments";
import { platformNames } from "../../infra/naming/platform-names";
import type { Project } from "../project";
import { assumedPlan } from "../rehearsal/delivery/platform-plan";
import type { SandboxClient } from "./client";

/** Verbs that ask the gates. */
const ASKING: readonly string[] = ["gate", "promote"];

/**
 * What a verb that asks the gates has to say of itself: which plan of the platform broadens no permission is assumed,
 * where no workflow has written one down. Nothing for any other verb.
 *
 * @param endpoint - of AWS's API for all accounts
 */
export async function assumptionOf(
  words: readonly string[],
  project: Project,
  client: SandboxClient,
  endpoint: string,
): Promise<string | undefined> {
  const request = await readCommandLine(words, VERBS).catch(() => undefined);
  if (request?.kind !== "run" || !ASKING.includes(request.given.verb)) return undefined;
  const environment = ENVIRONMENTS.find((each) => each === request.given.options.environment);
  if (environment === undefined) return undefined;
  const settings = project.settings(environment);
  const credentials = await client.openSession(settings.accountId);
  const clients = new AwsClients({ region: settings.region, endpoint, credentials });
  try {
    const record = platformPlanRecord(clients, platformNames(settings).artifactBucket);
    const found = await record.find();
    if (found?.plan !== assumedPlan(environment)) return undefined;
    return `it is assumed that the platform's plan of ${environment} broadened no permission: no workflow has made one here`;
  } finally {
    clients.destroy();
  }
}
