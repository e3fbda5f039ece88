import type { Settings } from "../../infra/settings/parse";

/** A team of the settings, by its role. */
export type Team = keyof Settings["teams"];

/** Who guards the GitHub environment in which a role is assumed (CI/CL-002 §12). */
const GUARDS = { dev: "release-eng", stg: "release-eng", prod: "security" } as const;

/** Teams that are asked in an environment of their own before it, by name `<env>-<team>`. */
const GATES = { dev: [], stg: [], prod: ["product"] } as const;

/**
 * Which team approves what runs in the GitHub environment `name`: `null` is nobody, and nothing is
 * that this stack has no environment of that name.
 *
 * GitHub lets one of an environment's reviewers approve, so two approvers are two environments.
 */
export function approverOf(name: string, settings: Settings): Team | null | undefined {
  const { environment, approvers, teams } = settings;
  if (name === environment) return approvers > 0 ? GUARDS[environment] : null;
  // The plan that others approve is made there, by a role that only reads.
  if (name === `${environment}-plan`) return null;
  return (Object.keys(teams) as Team[]).find((team) => name === `${environment}-${team}`);
}

/** Names of the environments that a repository needs to deploy to this one. */
export function neededEnvironments({ environment }: Settings): string[] {
  return [...GATES[environment].map((team) => `${environment}-${team}`), environment];
}
