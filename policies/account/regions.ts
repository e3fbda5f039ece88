import type { Settings } from "../../infra/settings/parse";

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
