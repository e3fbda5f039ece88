import { createHash } from "node:crypto";
import { ENVIRONMENTS, type Environment } from "../environments";
import { formatProblem, InvalidInput } from "../problems";
import { LIMITS, type NamedType } from "./limits";

const SEGMENTS = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const HASH_DIGITS = 8;

/** Longest name of a workload, in characters. */
export const SERVICE_MAX = 20;

/** Key of the parameter that holds what a release of a workload needs to know. */
export const RELEASE_CONTRACT = "release-contract";

/** Key of the parameter that says which shapes of a workload its releases run; a release sets it. */
export const RELEASED = "released";

/** Key of the parameter that says whether a worker takes messages; a release sets it. */
export const INTAKE = "intake";

/** Prefix of the synthetic tests' results in the artifact bucket; no workload can have this name. */
export const CANARY_RESULTS = "_synthetic";

/** The workload, or the platform, that a name belongs to, in one environment. */
export interface Owner {
  readonly service: string;
  readonly environment: Environment;
}

/**
 * The full name `nc-<svc>-<env>-<component>`, however long: the `Name` tag.
 *
 * Different inputs give different names: no segment of a service's name is an environment's name, so
 * the first such segment ends it.
 *
 * @throws {InvalidInput} if a part is not lower-case words joined by single dashes
 */
export function fullName({ service, environment }: Owner, component: string): string {
  const wrong = serviceProblem(service);
  const problems = wrong === undefined ? [] : [formatProblem("service", service, wrong)];
  if (!SEGMENTS.test(component)) {
    problems.push(
      formatProblem("component", component, "lower-case words joined by single dashes"),
    );
  }
  if (problems.length > 0) throw new InvalidInput("a name", problems);
  return `nc-${service}-${environment}-${component}`;
}

/**
 * The physical name of a resource of `type`: the full name, or where that is too long for the type
 * its head and 8 hex digits of its SHA-256, so that it is never silently cut.
 */
export function physicalName(type: NamedType, owner: Owner, component: string): string {
  return shorten(fullName(owner, component), LIMITS[type].max);
}

/** What is wanted of a workload's name where `service` is not right; nothing where it is. */
export function serviceProblem(service: string): string | undefined {
  if (!SEGMENTS.test(service) || !/^[a-z]/.test(service)) {
    return "lower-case words joined by single dashes, a letter first";
  }
  if (service.length > SERVICE_MAX) return `at most ${SERVICE_MAX} characters`;
  const clash = service
    .split("-")
    .find((each) => (ENVIRONMENTS as readonly string[]).includes(each));
  return clash && `no segment "${clash}", which names an environment`;
}

/** `name`, or where it is longer than `max`, its head and 8 hex digits of its SHA-256. */
export function shorten(name: string, max: number): string {
  if (name.length <= max) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_DIGITS);
  return `${name.slice(0, max - HASH_DIGITS - 1).replace(/-$/, "")}-${hash}`;
}

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

/** The environment variable that carries a key of the config: `log-level` is `LOG_LEVEL`. */
export function variableOf(key: string): string {
  return key.toUpperCase().replaceAll("-", "_");
}

/** The prefix of all paths of one kind, for a policy's resource: it ends with `/`. */
export function pathPrefix(
  { service, environment }: Owner,
  kind: "config" | "secret" | "logs",
): string {
  return `/nc/${environment}/${service}/${kind}/`;
}

function path(owner: Owner, kind: "config" | "secret" | "logs", key: string): string {
  const wrong = serviceProblem(owner.service);
  const problems = wrong === undefined ? [] : [formatProblem("service", owner.service, wrong)];
  if (!SEGMENTS.test(key)) {
    problems.push(formatProblem("key", key, "lower-case words joined by single dashes"));
  }
  if (problems.length > 0) throw new InvalidInput("a path", problems);
  return `${pathPrefix(owner, kind)}${key}`;
}
