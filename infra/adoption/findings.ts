import type { DeploymentRef } from "./inventory";

/** A resource that is there, and the planned one that takes it over. */
export interface Import {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** A ref that may deploy to an environment of the platform, and that the platform does not know. */
export interface ForeignRef {
  readonly repository: string;
  readonly environment: string;
  readonly ref: DeploymentRef;
}

/** What a look at an account, or at an organization, has found. */
export interface Findings {
  readonly imports: readonly Import[];
  /** Whether GitHub's OIDC provider is there, and can be used. */
  readonly usesOidcProvider: boolean;
  /** Repositories in which not every required check has reported. */
  readonly unreported: readonly string[];
  readonly foreignRefs: readonly ForeignRef[];
  /** What stands in the way, each as `<field> is <got>: expected <want>`. */
  readonly clashes: readonly string[];
  /** What stays beside what the platform makes: a sentence each. */
  readonly notes: readonly string[];
}

export const NOTHING: Findings = {
  imports: [],
  usesOidcProvider: false,
  unreported: [],
  foreignRefs: [],
  clashes: [],
  notes: [],
};
