import { ssmChangeCalendars } from "../../delivery/adapters/aws/change-calendars";
import { AwsClients } from "../../delivery/adapters/aws/clients";
import { parameterContracts } from "../../delivery/adapters/aws/contracts";
import { cloudWatchErrorBudgets } from "../../delivery/adapters/aws/error-budgets";
import { opsItemIncidents } from "../../delivery/adapters/aws/incidents";
import { gitHubApprovals } from "../../delivery/adapters/github/approvals";
import { gitHubChecks } from "../../delivery/adapters/github/checks";
import type { GitHubClient } from "../../delivery/adapters/github/client";
import type { Environment } from "../../infra/environments";
import type { Runtime } from "../support/runtime";
import type { RuleSources } from "./decide";

/** The sources of `nc gate`, as far as an account and an App's token reach them. */
export function ruleSources(
  runtime: Runtime,
  environment: Environment,
  gitHub: GitHubClient,
): RuleSources {
  const clients = new AwsClients({ region: runtime.env.AWS_REGION ?? "", ...runtime.aws });
  const contracts = parameterContracts(clients, environment);
  return {
    checks: gitHubChecks(gitHub).ofCommit,
    people: (repository, runId, team) => gitHubApprovals(gitHub).ofRun(repository, runId, [team]),
    calendars: ssmChangeCalendars(clients).states,
    errorBudget: async (workload) =>
      cloudWatchErrorBudgets(clients, runtime.now).of(await contracts.of(workload)),
    incidents: opsItemIncidents(clients).openOf,
  };
}
