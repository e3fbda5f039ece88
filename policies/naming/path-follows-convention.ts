import { isEnvironment } from "../../infra/environments";
import { serviceProblem } from "../../infra/naming/names";
import { CLUSTER_LOG_GROUP } from "../../infra/naming/platform-names";
import { ciCl002 } from "../support/frameworks";
import { resourceRule } from "../support/rule";
import { isUnknown } from "../support/unknowns";
import { conventionProblem } from "./convention";

const KEY = "[a-z0-9]+(-[a-z0-9]+)*";

/** What follows the service in a path, by type. */
const ENDINGS = {
  "aws:cloudwatch/logGroup:LogGroup": "logs",
  "aws:secretsmanager/secret:Secret": "secret",
  "aws:ssm/parameter:Parameter": "config",
} as const;
const PATH_TYPES = Object.keys(ENDINGS) as (keyof typeof ENDINGS)[];

const ALIAS = "aws:kms/alias:Alias";

/**
 * Log groups whose name AWS makes of the resource that writes to them, such as
 * `/aws/lambda/<function>` and `/aws/lambda/cwsyn-<canary>-<id>`. That name has to be on the
 * convention, or the shared cluster's.
 */
const FORCED = /^\/aws\/[a-z/-]+\/(?:cwsyn-)?(nc-[a-z0-9-]+)(\/performance)?$/;

/** The log group of a canary's function: Synthetics cuts the canary's name after 21 characters. */
const CUT_CANARY =
  /^\/aws\/lambda\/cwsyn-nc-[a-z0-9-]{18}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const pathFollowsConvention = resourceRule({
  name: "path-follows-convention",
  description: "Parameters, secrets, log groups and key aliases lie below their workload's path.",
  why: "A workload is granted its own prefix. What lies elsewhere nobody can read, or others can.",
  remediationSteps:
    "Use `context.configPath`, `context.secretPath`, `context.logGroupName` or `context.aliasName`.",
  severity: "medium",
  framework: ciCl002("§9"),
  types: [ALIAS, ...PATH_TYPES],
  *check({ type, props: { name } }, { environment }) {
    if (isUnknown(name)) return;
    const given = name ?? "";
    if (type === "aws:cloudwatch/logGroup:LogGroup" && isForced(given, environment)) return;
    const wrong =
      type === ALIAS
        ? aliasProblem(given, environment)
        : pathProblem(given, ENDINGS[type], environment);
    if (wrong !== undefined) yield `name "${given}" ${wrong}`;
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
  if (group === CLUSTER_LOG_GROUP || CUT_CANARY.test(group)) return true;
  const [, of] = FORCED.exec(group) ?? [];
  return of !== undefined && conventionProblem(of, environment) === undefined;
}
