import { isEnvironment } from "../../infra/environments";
import { serviceProblem } from "../../infra/naming/names";
import { resourceRule } from "../support/rule";
import { UNKNOWN } from "../support/unknowns";
import { conventionProblem } from "./convention";

const KEY = "[a-z0-9]+(-[a-z0-9]+)*";

/** What follows the service in a path, and how a program writes it, by type. */
const PATHS: Readonly<Record<string, { readonly ending: string; readonly fix: string }>> = {
  "aws:cloudwatch/logGroup:LogGroup": { ending: "logs", fix: 'scope.logGroupName("<key>")' },
  "aws:secretsmanager/secret:Secret": { ending: "secret", fix: 'scope.secretPath("<key>")' },
  "aws:ssm/parameter:Parameter": { ending: "config", fix: 'scope.configPath("<key>")' },
};

const ALIAS = "aws:kms/alias:Alias";

/**
 * Log groups whose name AWS makes of the resource that writes to them, such as
 * `/aws/lambda/<function>` and `/aws/lambda/cwsyn-<canary>-<id>`. That name has to be on the
 * convention, or the shared cluster's.
 */
const FORCED = /^\/aws\/[a-z/-]+\/(?:cwsyn-|CodeDeployHook_)?(nc-[a-z0-9-]+)(\/performance)?$/;
const CLUSTER_LOGS = "/aws/ecs/containerinsights/nc-core/performance";

/**
 * What has a path for a name has `/nc/<env>/<svc>/<config|secret|logs>/<key>`, and an alias of a
 * key is `alias/nc-<svc>-<env>-<purpose>` (CI/CL-002 §9).
 *
 * Why: a workload is granted its own prefix. What lies off it can be read by nobody, or by others.
 *
 * Fix: `context.configPath`, `context.secretPath`, `context.logGroupName` or `context.aliasName`.
 */
export const pathFollowsConvention = resourceRule({
  name: "path-follows-convention",
  description: "Parameters, secrets, log groups and key aliases lie under their workload's path.",
  applies: (type) => type === ALIAS || Object.hasOwn(PATHS, type),
  *check({ type, props: { name } }, { environment }) {
    const { ending, fix } = PATHS[type] ?? { ending: "", fix: 'scope.aliasName("<purpose>")' };
    if (name === UNKNOWN) return;
    const given = typeof name === "string" ? name : "";
    const wrong =
      type === ALIAS ? aliasProblem(given, environment) : pathProblem(given, ending, environment);
    if (wrong === undefined || (ending === "logs" && isForced(given, environment))) return;
    yield `name "${given}" ${wrong}: set it to ${fix}`;
  },
});

function pathProblem(path: string, ending: string, environment: string): string | undefined {
  const [, where, service, key] =
    new RegExp(`^/nc/([^/]+)/([^/]+)/${ending}/(${KEY})$`).exec(path) ?? [];
  if (!where || !isEnvironment(where) || !service || serviceProblem(service) || !key) {
    return `is not /nc/<env>/<svc>/${ending}/<key>`;
  }
  return where === environment ? undefined : `names ${where}, and this is ${environment}`;
}

function aliasProblem(alias: string, environment: string): string | undefined {
  if (!alias.startsWith("alias/")) return "is not alias/nc-<svc>-<env>-<purpose>";
  return conventionProblem(alias.slice("alias/".length), environment);
}

function isForced(group: string, environment: string): boolean {
  if (group === CLUSTER_LOGS) return true;
  const [, of] = FORCED.exec(group) ?? [];
  return of !== undefined && conventionProblem(of, environment) === undefined;
}
