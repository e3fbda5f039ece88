import type { Workload } from "../../../infra/catalog/workload";
import type { Environment } from "../../../infra/environments";
import { workloadNames } from "../../../infra/naming/workload-names";
import { findBy } from "../../api/resources";
import { codeOfVersion } from "../../api/simulation/lambda-versions";
import { digestOf, findTaskDefinition } from "../../api/simulation/revisions";
import type { Account } from "../../api/world";
import { holds, present } from "../check";
import type { Stage } from "../stage";

/**
 * The code that a workload runs, as the account has it: the digest of an image, or the SHA-256 of a zip in Base64.
 */
export function runningCode(
  { accounts }: Stage,
  environment: Environment,
  { kind, name: service }: Workload,
): string {
  const account = accounts[environment];
  const names = workloadNames({ service, environment });
  switch (kind) {
    case "service":
    case "worker":
      return imageOfService(account, names.service);
    case "function":
      return codeOfAlias(account, names.function, "live");
    case "job":
      return imageOfSchedule(account, names.schedule);
    case "terraform":
      throw new Error(`${service} is applied by Terraform: nothing of it runs here`);
  }
}

/** Of a service's primary tasks. */
function imageOfService(account: Account, name: string): string {
  const service = present(name, findBy(account, "aws:ecs/service:Service", "name", name));
  const revision = findTaskDefinition(account, service.state.taskDefinition);
  return digestOf(present("task definition", revision));
}

/** Of what a job's schedule starts, which is on. */
function imageOfSchedule(account: Account, name: string): string {
  const found = present(name, findBy(account, "aws:scheduler/schedule:Schedule", "name", name));
  holds(`the state of ${name}`, found.state.state, "ENABLED");
  const { taskDefinitionArn } = Object(Object(found.state.target).ecsParameters);
  const revision = findTaskDefinition(account, taskDefinitionArn);
  return digestOf(present("task definition", revision));
}

/** Of the version that has all the traffic of an alias. */
function codeOfAlias(account: Account, fn: string, name: string): string {
  const found = account.cloud
    .list("aws:lambda/alias:Alias")
    .find(({ state }) => state.name === name && String(state.arn).endsWith(`:${fn}:${name}`));
  const { state } = present(`the alias ${name} of ${fn}`, found);
  return codeOfVersion(account, fn, String(state.functionVersion));
}
