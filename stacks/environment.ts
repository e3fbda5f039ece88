import type { Catalog } from "../infra/catalog/workload";
import { providersOf } from "../infra/providers";
import type { Settings } from "../infra/settings/parse";

/** Everything of one environment. */
export function environment(settings: Settings, catalog: Catalog): Record<string, unknown> {
  const providers = providersOf(settings);
  void providers;
  void catalog;
  return {};
}
