import { isEnvironment } from "../../infra/environments";
import { serviceProblem } from "../../infra/naming/names";

/** Why `name` is not `nc-<svc>-<env>-<component>` of `environment`; nothing if it is. */
export function conventionProblem(name: string, environment: string): string | undefined {
  const [prefix, ...rest] = name.split("-");
  const position = rest.findIndex(isEnvironment);
  const service = rest.slice(0, position).join("-");
  if (prefix !== "nc" || position < 1 || rest.length === position + 1 || serviceProblem(service)) {
    return "is not nc-<svc>-<env>-<component>";
  }
  return rest[position] === environment
    ? undefined
    : `names ${rest[position]}, and this is ${environment}`;
}
