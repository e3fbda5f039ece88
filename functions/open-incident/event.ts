import { EventBridgeSchema } from "@aws-lambda-powertools/parser/schemas";
import { z } from "zod";
import { type Frozen, parse } from "../../infra/problems";

const text = z.string().min(1).max(1024);

/** What every event of EventBridge has besides its detail (EventBridge user guide, "Event structure"). */
const envelope = EventBridgeSchema.pick({
  time: true,
  region: true,
  account: true,
  resources: true,
});

/** CodeDeploy user guide, "Monitoring deployments with Amazon CloudWatch Events". */
const codeDeploy = envelope.extend({
  source: z.literal("aws.codedeploy"),
  "detail-type": z.literal("CodeDeploy Deployment State-change Notification"),
  detail: z.object({
    application: text,
    deploymentGroup: text,
    deploymentId: text,
    state: z.enum(["FAILURE", "STOP"]),
  }),
});

/** Amazon ECS developer guide, "Service deployment state change events". */
const ecs = envelope.extend({
  source: z.literal("aws.ecs"),
  "detail-type": z.literal("ECS Deployment State Change"),
  /** ARN of the service. */
  resources: z.tuple([text]),
  detail: z.object({
    eventName: z.literal("SERVICE_DEPLOYMENT_FAILED"),
    deploymentId: text,
    reason: z.string().max(4096),
  }),
});

/** AWS AppConfig user guide, "Deployment events to Amazon EventBridge". */
const appConfig = envelope.extend({
  source: z.literal("aws.appconfig"),
  "detail-type": z.enum(["On Deployment Rolled Back", "On Deployment Rollback"]),
  detail: z.object({
    Application: z.object({ Id: text, Name: text }),
    Environment: z.object({ Id: text }),
    DeploymentNumber: z.int().positive(),
  }),
});

/** Amazon CloudWatch user guide, "Alarm events and EventBridge". */
const alarm = envelope.extend({
  source: z.literal("aws.cloudwatch"),
  "detail-type": z.literal("CloudWatch Alarm State Change"),
  detail: z.object({
    alarmName: text,
    state: z.object({ value: z.literal("ALARM"), reason: z.string().max(4096), timestamp: text }),
  }),
});

const EVENT = z.discriminatedUnion("source", [codeDeploy, ecs, appConfig, alarm]);

/** An event that may mean an incident. */
export type IncidentEvent = Frozen<z.output<typeof EVENT>>;

/** The events of one source, such as `aws.ecs`. */
export type EventFrom<Source extends IncidentEvent["source"]> = Extract<
  IncidentEvent,
  { source: Source }
>;

/**
 * Reads what EventBridge delivered.
 *
 * @throws {InvalidInput} that lists every problem
 */
export function readEvent(event: unknown): IncidentEvent {
  return parse(EVENT, event, "the event");
}
