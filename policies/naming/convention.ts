import { isEnvironment } from "../../infra/environments";
import { serviceProblem } from "../../infra/naming/names";

/** Why `name` is not `nc-<svc>-<env>-<component>` of `environment`; nothing if it is. */
export function conventionProblem(name: string, environment: string): string | undefined {
  const [prefix, ...rest] = name.split("-");
  const place = rest.findIndex(isEnvironment);
  const service = rest.slice(0, place).join("-");
  if (prefix !== "nc" || place < 1 || rest.length === place + 1 || serviceProblem(service)) {
    return "is not nc-<svc>-<env>-<component>";
  }
  return rest[place] === environment
    ? undefined
    : `names ${rest[place]}, and this is ${environment}`;
}
