import { formatProblem, InvalidInput } from "../problems";
import { fullName, type Owner, serviceProblem } from "./names";

/** Key of the parameter that holds what a release of a workload needs to know. */
export const RELEASE_CONTRACT = "release-contract";

/** Key of the parameter by which a release tells a worker whether to take messages. */
export const INTAKE = "intake";

/** What the results of synthetic tests lie below in the artifact bucket; no workload has this name. */
export const CANARY_RESULTS = "_synthetic";

const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** `/nc/<env>/<svc>/config/<key>`: a parameter of SSM Parameter Store (CI/CL-002 §9). */
export function configPath(owner: Owner, key: string): string {
  return path(owner, "config", key);
}

/** `/nc/<env>/<svc>/secret/<key>`: a secret of AWS Secrets Manager (CI/CL-002 §9). */
export function secretPath(owner: Owner, key: string): string {
  return path(owner, "secret", key);
}

/** `/nc/<env>/<svc>/logs/<key>`: a log group. */
export function logGroupName(owner: Owner, key: string): string {
  return path(owner, "logs", key);
}

/** `alias/nc-<svc>-<env>-<purpose>`: the alias of a KMS key. */
export function aliasName(owner: Owner, purpose: string): string {
  return `alias/${fullName(owner, purpose)}`;
}

/** The path below which everything of one kind lies, for a policy's resource: it ends with `/`. */
export function pathPrefix(
  { service, environment }: Owner,
  kind: "config" | "secret" | "logs",
): string {
  return `/nc/${environment}/${service}/${kind}/`;
}

function path(owner: Owner, kind: "config" | "secret" | "logs", key: string): string {
  const wrong = serviceProblem(owner.service);
  const problems = wrong === undefined ? [] : [formatProblem("service", owner.service, wrong)];
  if (!KEY.test(key)) {
    problems.push(formatProblem("key", key, "lower-case words joined by single dashes"));
  }
  if (problems.length > 0) throw new InvalidInput("a path", problems);
  return `${pathPrefix(owner, kind)}${key}`;
}
