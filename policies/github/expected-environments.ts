import type { Settings } from "../../infra/settings/parse";

/** A team of the settings, by its role. */
type Team = keyof Settings["teams"];

/** Who reviews in the GitHub environment in which a role is assumed (CI/CL-002 §12). */
const REVIEWERS = { dev: "release-eng", stg: "release-eng", prod: "security" } as const;

/** Teams that review in an environment of their own before it, by name `<env>-<team>`. */
const GATES = { dev: [], stg: [], prod: ["product"] } as const;

/**
 * Which team reviews what runs in the GitHub environment `name`: `null` is nobody, and nothing is
 * that this stack has no environment of that name.
 *
 * GitHub lets one of an environment's reviewers approve, so two approvers are two environments.
 */
export function reviewerOf(name: string, settings: Settings): Team | null | undefined {
  const { environment, approvers, teams } = settings;
  if (name === environment) return approvers > 0 ? REVIEWERS[environment] : null;
  // A plan is made there, before it is approved, by a role that only reads.
  if (name === `${environment}-plan`) return null;
  return (Object.keys(teams) as Team[]).find((team) => name === `${environment}-${team}`);
}

/** Names of the environments that a repository needs to deploy to this one. */
export function neededEnvironments({ environment }: Settings): string[] {
  return [...GATES[environment].map((team) => `${environment}-${team}`), environment];
}
