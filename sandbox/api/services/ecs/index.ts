import { ECSClient } from "@aws-sdk/client-ecs";
import { service } from "../../service";
import { SERVICE_DEPLOYMENT_OPERATIONS } from "./service-deployments";
import { DESCRIBE_SERVICE_REVISIONS } from "./service-revisions";
import { SERVICES } from "./services";
import { TASK_DEFINITIONS } from "./task-definitions";
import { TASKS } from "./tasks";

/** Elastic Container Service. */
export const ECS = service(new ECSClient({ region: "us-east-1" }), [
  ...SERVICES,
  ...SERVICE_DEPLOYMENT_OPERATIONS,
  DESCRIBE_SERVICE_REVISIONS,
  ...TASK_DEFINITIONS,
  ...TASKS,
]);
