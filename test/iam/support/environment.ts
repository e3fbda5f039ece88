import type { Catalog } from "../../../infra/catalog/workload";
import type { Settings } from "../../../infra/settings/parse";
import { environment as makeEnvironment } from "../../../stacks/environment";
import { MOCK_LOCATION, type RecordedResource, record } from "../../support/record";
import { type Taken, takenBy } from "./takes";
import { ADMINISTRATORS, TYPES } from "./types";

/** What AWS has no part in. */
const ELSEWHERE = /^(nc|github|pulumi):/;

/** Every resource of AWS that a whole environment is, in the account of its settings. */
export async function madeWith(settings: Settings, catalog: Catalog): Promise<RecordedResource[]> {
  const all = await record(() => makeEnvironment(settings, catalog));
  return all
    .filter(({ type }) => !ELSEWHERE.test(type))
    .map((each) => inAccount(each, settings.accountId));
}

/** What applying one of them takes. */
export function takes(
  each: RecordedResource,
  { accountId, drRegion, environment, region }: Settings,
): readonly Taken[] {
  const line = TYPES[each.type];
  const own = isThere(each) ? drRegion : region;
  return line
    ? takenBy(line, each, { account: accountId, environment, region: each.inputs.region ?? own })
    : [];
}

/** ARNs of what was made name the account of the mocks. */
function inAccount(each: RecordedResource, accountId: string): RecordedResource {
  const text = JSON.stringify(each.inputs).replaceAll(MOCK_LOCATION.account, accountId);
  return { ...each, inputs: JSON.parse(text) };
}

/** Whether it is made with the provider of the DR region. */
export function isThere({ provider }: RecordedResource): boolean {
  return provider?.includes("::aws-dr::") ?? false;
}

/** Whether an administrator alone changes it. */
export function isAdministrators({ type, inputs }: RecordedResource): boolean {
  const { buckets, roles, rules, types } = ADMINISTRATORS;
  const role = type === "aws:iam/role:Role" ? inputs.name : inputs.role;
  return (
    types.some((each) => each === type) ||
    roles.some((each) => each === role) ||
    rules.some((each) => each === inputs.rule || each === inputs.name) ||
    buckets.some((each) => each === inputs.bucket)
  );
}

/** One of those that differ in what comes after the convention's head alone. */
export function distinct(asks: readonly Taken[]): Taken[] {
  const like = (text: string) => text.replaceAll(/nc-[a-z0-9-]+?-(stg|prod)-[a-z0-9-]+/g, "nc-$1");
  return [...new Map(asks.map((ask) => [like(textOf(ask)), ask])).values()];
}

export function textOf({ action, resource, with: keys }: Taken): string {
  return `${action} ${resource} ${JSON.stringify(keys)}`;
}
