import { CHAT_REGION, GLOBAL_STS_REGION } from "../../infra/aws-accounts";
import type { Settings } from "../../infra/settings/parse";

/** Break-glass is watched where STS's global endpoint may be served: see {@link GLOBAL_STS_REGION}. */
const EVENTS = /^aws:cloudwatch\/event(Rule|Target):/;
/** Chat channels are told of alarms from where AWS offers that: see {@link CHAT_REGION}. */
const CHAT = /^aws:chatbot\//;
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
  if (CHAT.test(type)) return [CHAT_REGION];
  if (WHEELS.test(type)) return [wheelsRegion];
  const regions = dr ? [region, drRegion] : [region];
  if (EVENTS.test(type)) return [...new Set([...regions, GLOBAL_STS_REGION])];
  return WHEELS_KEY.test(type) ? [...regions, wheelsRegion] : regions;
}
