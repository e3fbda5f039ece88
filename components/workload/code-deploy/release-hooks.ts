import type { Context } from "../../../infra/context";
import { hookName } from "../../../infra/naming/platform-names";

/** Names of the functions that CodeDeploy calls while it deploys a release, as the release's contract has them. */
export function releaseHooks(
  { environment }: Pick<Context, "environment">,
  { migrates = false }: { readonly migrates?: boolean } = {},
) {
  return {
    ...(migrates && { runMigrations: hookName(environment, "run-migrations") }),
    recordShift: hookName(environment, "record-shift"),
    smokeTest: hookName(environment, "smoke-test"),
  };
}
