import type { Statement } from "../../../components/identity/statement";
import { deliveryPermissions } from "../../../components/workload/delivery-permissions";
import { parseWorkload } from "../../../infra/catalog/parse";
import { identityOf, type WorkloadEntry } from "../../../infra/catalog/workload";
import { contextOf } from "../../../infra/context";
import type { Environment } from "../../../infra/environments";
import { settingsOf } from "../../support/contexts";

/** What a workload's role gets; `changes` overrides fields of its entry. */
export function granted(
  entry: WorkloadEntry,
  environment: Environment = "dev",
  changes: object = {},
): Statement[] {
  const workload = parseWorkload({ ...entry, ...changes }, entry.name);
  return deliveryPermissions(contextOf(settingsOf(environment), identityOf(workload)), workload);
}

/** Their ids, in order. */
export const names = (statements: readonly Statement[]) => statements.map(({ Sid }) => Sid);
/** The one with an id. */
export const named = (statements: readonly Statement[], sid: string) =>
  statements.find(({ Sid }) => Sid === sid);
