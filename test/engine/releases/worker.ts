import { deployRolling } from "../../../sandbox/cloud/deployments/ecs";
import { findOne } from "../../../sandbox/cloud/deployments/find-one";
import { putParameter } from "../../../sandbox/cloud/deployments/ssm";
import type { Cloud } from "../../../sandbox/cloud/record";
import { digestOf, revisionIn } from "./revisions";

const INTAKE = "/nc/dev/audit-queue/config/intake";
const NAME = "nc-audit-queue-dev-service";

/** Releases of a worker. */
export function workerReleases(cloud: Cloud) {
  const named = (type: string, name: string) =>
    findOne(cloud, type, ({ inputs }) => inputs.name === name).state;
  return {
    /** What a release changes: its intake, how many tasks are wanted, and which revision they run. */
    owned() {
      const { desiredCount, taskDefinition } = named("aws:ecs/service:Service", NAME);
      const { value } = named("aws:ssm/parameter:Parameter", INTAKE);
      return { intake: value, desiredCount, revision: revisionIn(taskDefinition) };
    },
    setIntake: (value: "open" | "drained") => putParameter(cloud, INTAKE, value),
    /** Four tasks of a new revision. */
    release: (digit: string) =>
      deployRolling(cloud, { service: NAME, desiredCount: 4, digest: digestOf(digit) }),
  };
}
