import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { CodeDeploy } from "@aws-sdk/client-codedeploy";
import { SSM } from "@aws-sdk/client-ssm";
import { z } from "zod";
import { ENVIRONMENTS } from "../../infra/environments";
import { rootCauseIssues } from "../support/github/root-cause-issues";
import { ledgerOf } from "../support/ledger";
import { type Handler, type Runtime, variable } from "../support/runtime";
import { observed } from "../support/telemetry";
import { readWorkloads, WORKLOADS_FILE } from "../support/workloads";
import { close } from "./close";
import { openIncidents } from "./open-incidents";
import { restoredAt } from "./restored-at";

/**
 * Closes each incident whose root-cause ticket is closed, and tells the ledger when service was restored
 * (CI/CL-002 §14). It is called by the clock, as GitHub can reach nothing in the account. What fails for one incident
 * keeps no other open.
 */
export function closeIncident(runtime: Runtime): Handler {
  const environment = z.enum(ENVIRONMENTS).parse(variable(runtime, "ENVIRONMENT"));
  const workloads = readWorkloads(runtime.file(WORKLOADS_FILE));
  const ssm = new SSM({ ...runtime.aws });
  const asked = {
    codeDeploy: new CodeDeploy({ ...runtime.aws }),
    cloudWatch: new CloudWatch({ ...runtime.aws }),
  };
  const ledger = ledgerOf(runtime);

  return (_event, context) =>
    observed(runtime, context, async ({ log, count }) => {
      const issues = rootCauseIssues(runtime, "read");
      const open = await openIncidents(ssm);
      const closed: string[] = [];
      const failures: string[] = [];
      for (const incident of open) {
        const workload = workloads.find(({ name }) => name === incident.workload);
        // A workload whose entry is gone has no ticket that could be found: a person closes its incident.
        if (workload === undefined) continue;
        const writes = {
          ledger,
          resolve: async (OpsItemId: string) => {
            await ssm.updateOpsItem({ OpsItemId, Status: "Resolved" });
          },
        };
        const facts = {
          ticketOf: async (cause: string) => (await issues(workload.repository)).find(cause),
          restoredAt: async () => {
            const events = await ledger.eventsOf(workload.name);
            return restoredAt(incident, events, asked);
          },
        };
        const owner = { workload, environment, writer: context.functionName };
        await close(incident, owner, facts, writes).then(
          (done) => done && closed.push(incident.id),
          (error: unknown) => {
            log.error(`${incident.id} was not closed`, { error });
            failures.push(`${incident.id}: ${error instanceof Error ? error.message : error}`);
          },
        );
      }
      for (const _ of closed) count("IncidentsClosed");
      log.info("incidents", { open: open.length, closed });
      if (failures.length > 0) throw new Error(`incidents stay open: ${failures.join("; ")}`);
      return { open: open.length - closed.length, closed };
    });
}
