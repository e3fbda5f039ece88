import type { Catalog } from "../infra/catalog/workload";
import { PLATFORM } from "../infra/context";
import type { Settings } from "../infra/settings/parse";

/** Text of the file in which functions find the workloads of the catalog, and the platform. */
export function workloadList({ github }: Settings, catalog: Catalog): string {
  const own = { ...PLATFORM, name: PLATFORM.service, repository: github.repository };
  const all = [...catalog, own].map(({ name, app, owner, repository, ...entry }) => ({
    name,
    app,
    owner,
    repository: `${github.organization}/${repository}`,
    checks: "checks" in entry ? entry.checks : undefined,
  }));
  return JSON.stringify(all);
}
