import type { Entry, Properties } from "../../cloud/record";
import { ownEntries } from "../own-entries";
import type { Account } from "../world";

/** Tasks of one revision of a service, as CodeDeploy makes and replaces them. */
export type TaskSet = {
  /** Such as `ecs-svc/1234567890123456789`. */
  id: string;
  serviceArn: string;
  /** ARN of the revision. */
  taskDefinition: string;
  /** ARN of the target group that leads to them. */
  targetGroupArn: string;
  desiredCount: number;
  status: "PRIMARY" | "ACTIVE";
  /** ISO 8601. */
  createdAt: string;
};

const TASK_SETS = ownEntries<TaskSet>("sandbox:ecs/taskSet");

/** The task sets of a service, the primary one first. */
export function taskSetsOf({ cloud }: Account, service: Entry): TaskSet[] {
  const { arn, taskDefinition, desiredCount } = service.state;
  const recorded = TASK_SETS.list(cloud)
    .map(({ state }) => state)
    .filter(({ serviceArn }) => serviceArn === arn);
  const [balancer] = (service.state.loadBalancers ?? []) as Properties[];
  const id = recorded.find(({ status }) => status === "PRIMARY")?.id;
  const primary: TaskSet = {
    id: id ?? "ecs-svc/0000000000000000001",
    serviceArn: String(arn),
    taskDefinition: String(taskDefinition),
    targetGroupArn: String(balancer?.targetGroupArn ?? ""),
    desiredCount: Number(desiredCount),
    status: "PRIMARY",
    createdAt: recorded.find((each) => each.id === id)?.createdAt ?? "2026-01-01T00:00:00.000Z",
  };
  return [primary, ...recorded.filter(({ status }) => status === "ACTIVE")];
}

export function putTaskSet({ cloud }: Account, taskSet: TaskSet): void {
  TASK_SETS.put(cloud, `${taskSet.serviceArn}/${taskSet.id}`, taskSet);
}

export function removeTaskSet({ cloud }: Account, { serviceArn, id }: TaskSet): void {
  TASK_SETS.remove(cloud, `${serviceArn}/${id}`);
}
