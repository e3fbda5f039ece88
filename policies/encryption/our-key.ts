import type { Settings } from "../../infra/settings/parse";
import { conventionProblem } from "../naming/convention";
import { UNKNOWN } from "../support/unknowns";

const ARN = /^arn:aws:kms:([a-z0-9-]+):(\d{12}):(.+)$/;
const KEY_ID = /^(key\/)?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

/**
 * Why `key`, an id, ARN or alias, is not a customer-managed KMS key of the environment; nothing if
 * it is one, or cannot be known yet.
 */
export function keyProblem(key: unknown, settings: Settings): string | undefined {
  if (key === UNKNOWN) return undefined;
  if (typeof key !== "string" || key === "") return "is not given";
  const [, region, account, resource = key] = ARN.exec(key) ?? [];
  const is = `is ${key}`;
  if (resource.startsWith("alias/aws/")) return `${is}, which AWS manages`;
  if (account !== undefined && account !== settings.accountId) return `${is}, of another account`;
  if (region !== undefined && !regionsOf(settings).includes(region)) {
    return `${is}, of another region`;
  }
  if (resource.startsWith("alias/")) {
    const wrong = conventionProblem(resource.slice("alias/".length), settings.environment);
    return wrong && `${is}, which ${wrong}`;
  }
  return KEY_ID.test(resource) ? undefined : `${is}, which is no key's id, ARN or alias`;
}

/** The regions that an environment may use (CI/CL-002 §3). */
export function regionsOf({ region, dr, drRegion }: Settings): readonly string[] {
  return dr ? [region, drRegion] : [region];
}
