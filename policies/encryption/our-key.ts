import type { Settings } from "../../infra/settings/parse";
import { conventionProblem } from "../naming/convention";
import { UNKNOWN } from "../support/unknowns";

const ARN = /^arn:aws:kms:([a-z0-9-]+):(\d{12}):(.+)$/;
const KEY_ID = /^(key\/)?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

/**
 * Why `key`, an id, ARN or alias, is not a customer-managed KMS key of the environment that a
 * resource of `type` can use; nothing if it is one, or cannot be known yet.
 */
export function keyProblem(key: unknown, settings: Settings, type: string): string | undefined {
  if (key === UNKNOWN) return undefined;
  if (typeof key !== "string" || key === "") return "is not given";
  const [, region, account, resource = key] = ARN.exec(key) ?? [];
  const is = `is ${key}`;
  if (resource.startsWith("alias/aws/")) return `${is}, which AWS manages`;
  if (account !== undefined && account !== settings.accountId) return `${is}, of another account`;
  if (region !== undefined && !regionsOf(settings, type).includes(region)) {
    return `${is}, of another region`;
  }
  if (resource.startsWith("alias/")) {
    const wrong = conventionProblem(resource.slice("alias/".length), settings.environment);
    return wrong && `${is}, which ${wrong}`;
  }
  return KEY_ID.test(resource) ? undefined : `${is}, which is no key's id, ARN or alias`;
}

const WHEELS = /^aws:codeartifact\//;
const WHEELS_KEY = /^aws:kms\/(alias:Alias|key:Key)$/;

/**
 * The regions in which an environment may have a resource of `type` (CI/CL-002 §3): Python wheels are
 * where AWS offers CodeArtifact, and so is the key that encrypts them.
 */
export function regionsOf(
  { region, dr, drRegion, wheelsRegion }: Settings,
  type = "",
): readonly string[] {
  if (WHEELS.test(type)) return [wheelsRegion];
  const regions = dr ? [region, drRegion] : [region];
  return WHEELS_KEY.test(type) ? [...regions, wheelsRegion] : regions;
}
