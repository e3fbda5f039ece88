import type { Environment } from "../../infra/environments";
import { workloadNames } from "../../infra/naming/workload-names";
import type { KnownWorkload } from "../support/workloads";
import type { IncidentEvent } from "./event";

/** The workload that an event is about; nothing where it is about none of the catalog. */
export function ownerOf(
  event: IncidentEvent,
  workloads: readonly KnownWorkload[],
  environment: Environment,
): KnownWorkload | undefined {
  return workloads.find(({ name }) => isAbout(event, name, environment));
}

function isAbout(event: IncidentEvent, service: string, environment: Environment): boolean {
  const names = workloadNames({ service, environment });
  switch (event.source) {
    case "aws.codedeploy":
      return event.detail.application === names.application;
    case "aws.ecs":
      return event.resources.some((arn) => arn.endsWith(`/${names.service}`));
    case "aws.appconfig":
      return event.detail.Application.Name === names.flags.application;
    case "aws.cloudwatch":
      // No other workload's alarm begins like this (infra/naming/names.ts, fullName).
      return event.detail.alarmName.startsWith(`nc-${service}-${environment}-`);
  }
}
