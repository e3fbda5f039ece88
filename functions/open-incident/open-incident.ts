import { AppConfig } from "@aws-sdk/client-appconfig";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { CodeDeploy } from "@aws-sdk/client-codedeploy";
import { z } from "zod";
import { ENVIRONMENTS } from "../../infra/environments";
import { ledgerOf } from "../support/ledger";
import { once } from "../support/once";
import { type Handler, type Runtime, variable } from "../support/runtime";
import { observed } from "../support/telemetry";
import { readWorkloads, WORKLOADS_FILE } from "../support/workloads";
import { describe } from "./describe";
import { type IncidentEvent, readEvent } from "./event";
import { type Opened, open } from "./open";
import { ownerOf } from "./owner-of";
import { awsWrites } from "./writes";

/**
 * Opens one incident and one root-cause ticket for each rollback, for each dead letter and for each missed run
 * (CI/CL-002 §7.3, §14), however often and in whatever order AWS tells of it.
 */
export function openIncident(runtime: Runtime): Handler {
  const environment = z.enum(ENVIRONMENTS).parse(variable(runtime, "ENVIRONMENT"));
  const workloads = readWorkloads(runtime.file(WORKLOADS_FILE));
  const asked = {
    codeDeploy: new CodeDeploy({ ...runtime.aws }),
    cloudWatch: new CloudWatch({ ...runtime.aws }),
    appConfig: new AppConfig({ ...runtime.aws }),
  };
  const ledger = ledgerOf(runtime);
  const writes = awsWrites(runtime, ledger);

  return (given, context) =>
    observed(runtime, context, async ({ log, count }) => {
      const event = readEvent(given);
      const workload = ownerOf(event, workloads, environment);
      if (workload === undefined) {
        log.info("of no workload of the catalog", { event });
        return null;
      }
      const opened = await once(
        runtime,
        context,
        keyOf(event),
        async (): Promise<Opened | null> => {
          const events = await ledger.eventsOf(workload.name);
          const found = await describe(
            event,
            events,
            { workload: workload.name, environment },
            asked,
          );
          if (found === undefined) return null;
          const breakage = { ...found, workload, environment, region: event.region };
          const at = runtime.now().toISOString();
          return open(breakage, writes, { writer: context.functionName, at });
        },
      );
      if (opened) count("IncidentsOpened");
      log.info(opened ? "incident opened" : "no incident: a person stopped it", { ...opened });
      return opened;
    });
}

/** What two deliveries of one event have in common, and two events do not. */
function keyOf({ source, detail }: IncidentEvent): string {
  if ("deploymentId" in detail) return `${source} ${detail.deploymentId}`;
  if ("alarmName" in detail) return `${source} ${detail.alarmName} ${detail.state.timestamp}`;
  const { Application, Environment, DeploymentNumber } = detail;
  return `${source} ${Application.Id} ${Environment.Id} ${DeploymentNumber}`;
}
