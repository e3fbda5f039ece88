import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { platformPlanRecord } from "../../../delivery/adapters/aws/platform-plans";
import type { Environment } from "../../../infra/environments";
import { PLATFORM_DEPLOY_ROLE, platformNames } from "../../../infra/naming/platform-names";
import { openSession } from "../../api/authorization/sessions";
import { present } from "../check";
import type { Stage } from "../stage";
import { digestOf } from "./images";

/** Digest that stands for a plan which nobody has made: the engine alone has applied the platform. */
export function assumedPlan(environment: Environment): string {
  return digestOf(`plan of ${environment}`);
}

/** Environments that were applied. */
interface Applied extends Pick<Stage, "world" | "endpoint" | "settings"> {
  readonly accounts: Readonly<Partial<Stage["accounts"]>>;
}

/**
 * Writes down what the platform's plan did to permissions, as the workflow that applies the platform does.
 *
 * @param broadened - statements that allow more than before
 */
export async function recordPlatformPlan(
  { world, endpoint, accounts, settings }: Applied,
  environment: Environment,
  broadened: readonly string[] = [],
): Promise<void> {
  const account = present(environment, accounts[environment]);
  const session = { account, role: PLATFORM_DEPLOY_ROLE, sessionName: "apply" };
  const credentials = openSession(world, session);
  const clients = new AwsClients({ region: account.region, endpoint, credentials });
  const { organization, repository } = settings[environment].github;
  await platformPlanRecord(clients, platformNames(settings[environment]).artifactBucket).write({
    plan: assumedPlan(environment),
    broadened: [...broadened],
    run: { repository: `${organization}/${repository}`, id: 1 },
  });
  clients.destroy();
}
