import type { Settings } from "../../infra/settings/parse";

/** A team of the settings, by its role. */
type Team = keyof Settings["teams"];

/**
 * Which team reviews what runs in each GitHub environment (CI/CL-002 §12): `null` is nobody. GitHub
 * lets one of an environment's reviewers approve, so two approvers are two environments. In those of
 * a plan, it is made before it is approved, by a role that only reads; in that of a publication, a release is put where
 * it runs nowhere yet.
 */
const REVIEWERS: Readonly<Record<string, Team | null>> = {
  dev: null,
  "stg-plan": null,
  "stg-publish": null,
  stg: "release-eng",
  "prod-plan": null,
  "prod-product": "product",
  prod: "security",
};

/** Names of the environments that a repository needs to deploy to all of ours. */
export const NEEDED_ENVIRONMENTS = ["dev", "stg", "prod-product", "prod"] as const;

/** Which team reviews in the GitHub environment `name`; nothing if there is none of that name. */
export function reviewerOf(name: string): Team | null | undefined {
  return Object.hasOwn(REVIEWERS, name) ? REVIEWERS[name] : undefined;
}
