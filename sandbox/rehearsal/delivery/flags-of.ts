import { AwsClients } from "../../../delivery/adapters/aws/clients";
import { parameterContracts } from "../../../delivery/adapters/aws/contracts";
import { appConfigFlags } from "../../../delivery/adapters/aws/flags";
import { opsItemIncidents } from "../../../delivery/adapters/aws/incidents";
import { gitHubTickets } from "../../../delivery/adapters/github/tickets";
import type { FlagsReport } from "../../../delivery/flags/report";
import { dynamoDbLedger } from "../../../delivery/ledger/dynamodb";
import type { Flags } from "../../../delivery/ports/flags";
import type { Workload } from "../../../infra/catalog/workload";
import type { Environment } from "../../../infra/environments";
import { platformNames } from "../../../infra/naming/platform-names";
import type { Stage } from "../stage";
import { deployCredentials } from "./deploy-session";
import { gitHubOf } from "./github";
import { FIRST_RUN } from "./runs";

/** The flags of a workload in an environment, as its deploy role reaches them, and where a kill of them is reported. */
export async function flagsOf(
  stage: Stage,
  workload: Workload,
  environment: Environment,
): Promise<{ readonly flags: Flags; readonly report: FlagsReport }> {
  const { accounts, endpoint, clock } = stage;
  const { id: accountId, region } = accounts[environment];
  const credentials = deployCredentials(stage, workload, environment, "v1.0.0");
  const clients = new AwsClients({ region, endpoint, credentials });
  const contract = await parameterContracts(clients, environment).of(workload.name);
  const { ledger } = platformNames({ environment, accountId });
  const { repository } = contract;
  return {
    flags: appConfigFlags(clients, contract),
    report: {
      workload: workload.name,
      environment,
      app: workload.app,
      repository,
      writer: `https://github.com/${repository}/actions/runs/${FIRST_RUN}`,
      incidents: opsItemIncidents(clients),
      tickets: gitHubTickets(gitHubOf(stage), clock),
      ledger: dynamoDbLedger(await clients.dynamoDb(), ledger),
      clock,
    },
  };
}
