import type { AppConfig } from "@aws-sdk/client-appconfig";
import type { CloudWatch } from "@aws-sdk/client-cloudwatch";
import type { CodeDeploy } from "@aws-sdk/client-codedeploy";
import { flagDeploymentId } from "../../delivery/decisions/flags/deployment-id";
import {
  type StoppedDeployment,
  verdictOn,
} from "../../delivery/decisions/incident/stopped-deployment";
import { deploymentAt, releaseOf } from "../../delivery/ledger/deployment-at";
import type { LedgerEvent } from "../../delivery/ledger/events";
import type { Environment } from "../../infra/environments";
import type { EventFrom, IncidentEvent } from "./event";
import { flagsRollback } from "./flags-rollback";
import type { Breakage } from "./incident";

/** What an event is about, without what every breakage has. */
type Described = Omit<Breakage, "workload" | "environment" | "region">;

/** Clients of what is asked. */
export interface Asked {
  readonly codeDeploy: CodeDeploy;
  readonly cloudWatch: CloudWatch;
  readonly appConfig: AppConfig;
}

/** Where it happened. */
interface Place {
  /** Name of the workload. */
  readonly workload: string;
  readonly environment: Environment;
}

/**
 * What went wrong; nothing where a person has stopped a deployment and nothing was rolled back.
 *
 * @param events - of the workload, as the ledger has them
 */
export async function describe(
  event: IncidentEvent,
  events: readonly LedgerEvent[],
  { workload, environment }: Place,
  asked: Asked,
): Promise<Described | undefined> {
  switch (event.source) {
    case "aws.codedeploy":
      return codeDeployment(event, events, asked);
    case "aws.ecs": {
      // Where the platform deploys, its promotion knows the deployment by another id.
      const { deploymentId, reason } = event.detail;
      const deployment = deploymentAt(events, new Date(event.time)) ?? deploymentId;
      const happened = [{ at: event.time, what: `ECS gave ${deploymentId} up` }];
      return withRelease({ reason, alarms: [], timeline: happened }, deployment, events);
    }
    case "aws.appconfig": {
      const { Application, DeploymentNumber: number } = event.detail;
      // As nc has it: where nc flags waits, both report it, and it is one incident.
      const deployment = flagDeploymentId({
        environment,
        workload,
        applicationId: Application.Id,
        number,
      });
      const reason = `AppConfig has rolled back deployment ${number} of ${Application.Name}.`;
      const timeline = [{ at: event.time, what: "AppConfig rolled the flags back" }];
      const flags = await flagsRollback(event, asked.appConfig);
      return { reason, alarms: [], timeline, cause: deployment, deployment, flags };
    }
    case "aws.cloudwatch": {
      const { alarmName, state } = event.detail;
      const timeline = [{ at: event.time, what: `${alarmName} went off` }];
      return { reason: state.reason, alarms: [alarmName], timeline, cause: alarmName };
    }
  }
}

async function codeDeployment(
  { detail, time }: EventFrom<"aws.codedeploy">,
  events: readonly LedgerEvent[],
  { codeDeploy, cloudWatch }: Asked,
): Promise<Described | undefined> {
  const { deploymentId, application, deploymentGroup, state } = detail;
  const { deploymentInfo: info = {} } = await codeDeploy.getDeployment({ deploymentId });
  const { errorInformation, rollbackInfo, autoRollbackConfiguration: rollsBack } = info;
  const stopped: StoppedDeployment = {
    id: deploymentId,
    state,
    creator: info.creator ?? "user",
    errorCode: errorInformation?.code,
    errorMessage: errorInformation?.message,
    rollback: rollbackInfo?.rollbackDeploymentId,
    undoes: rollbackInfo?.rollbackTriggeringDeploymentId,
    rollsBackOnRequest:
      rollsBack?.enabled === true && !!rollsBack.events?.includes("DEPLOYMENT_STOP_ON_REQUEST"),
  };
  const verdict = verdictOn(stopped);
  if (verdict.kind === "plain-stop") return undefined;

  const group = await codeDeploy.getDeploymentGroup({
    applicationName: application,
    deploymentGroupName: deploymentGroup,
  });
  const { alarmConfiguration } = group.deploymentGroupInfo ?? {};
  const names = (alarmConfiguration?.alarms ?? []).flatMap(({ name }) => name ?? []);
  const on = await alarmsOn(cloudWatch, names);
  const at = (date: Date | undefined, what: string) =>
    date === undefined ? [] : [{ at: date.toISOString(), what }];
  const timeline = [
    ...at(info.createTime, `${deploymentId} was created`),
    ...at(info.startTime, `${deploymentId} started`),
    ...on.flatMap(({ name, since }) => at(since, `${name} went off`)),
    { at: info.completeTime?.toISOString() ?? time, what: `${deploymentId} ended: ${state}` },
  ];
  const alarms = on.map(({ name }) => name);
  const { rollback } = stopped;
  return withRelease({ reason: verdict.reason, rollback, alarms, timeline }, deploymentId, events);
}

/** Those of `names` that are on. */
async function alarmsOn(cloudWatch: CloudWatch, names: readonly string[]) {
  if (names.length === 0) return [];
  const { MetricAlarms = [] } = await cloudWatch.describeAlarms({
    AlarmNames: [...names],
    StateValue: "ALARM",
  });
  return MetricAlarms.map(({ AlarmName: name = "", StateUpdatedTimestamp: since }) => ({
    name,
    since,
  }));
}

function withRelease(
  described: Omit<Described, "cause" | "deployment">,
  deployment: string,
  events: readonly LedgerEvent[],
): Described {
  const { version, digest: release } = releaseOf(events, deployment) ?? {};
  const phases = events
    .filter((each) => each.type === "promotion-phase" && each.deployment === deployment)
    .flatMap((each) =>
      each.type === "promotion-phase" ? [{ at: each.at, what: `promotion: ${each.phase}` }] : [],
    );
  const timeline = [...described.timeline, ...phases];
  return { ...described, timeline, cause: deployment, deployment, version, release };
}
