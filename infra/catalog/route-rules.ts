import { checksOn, routeTakes } from "./route";
import type { WorkloadOf } from "./workload";

/** One host name serves all services: a check that its route does not take never reaches it. */
export function routeFindings({ route, checks }: WorkloadOf<"service">) {
  const { health, readiness, happyPath } = checksOn(route.path, checks);
  const asked: [path: string[], asked: string][] = [
    [["checks", "health"], health],
    [["checks", "readiness"], readiness],
    [["checks", "happyPath", "path"], happyPath.path],
  ];
  const want = `a path that route.path ${route.path} takes`;
  return asked.map(([path, each]) => !routeTakes(route.path, each) && { path, want });
}
