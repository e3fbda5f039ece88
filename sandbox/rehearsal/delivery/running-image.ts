import type { Environment } from "../../../infra/environments";
import { workloadNames } from "../../../infra/naming/workload-names";
import { findBy } from "../../api/resources";
import { digestOf, findTaskDefinition } from "../../api/simulation/revisions";
import { present } from "../check";
import type { Stage } from "../stage";

/** Digest of the image that a service's primary tasks run, as the account has it. */
export function runningImage(
  { accounts }: Stage,
  environment: Environment,
  workload: string,
): string {
  const account = accounts[environment];
  const name = workloadNames({ service: workload, environment }).service;
  const service = present(name, findBy(account, "aws:ecs/service:Service", "name", name));
  const revision = findTaskDefinition(account, service.state.taskDefinition);
  return digestOf(present("task definition", revision));
}
