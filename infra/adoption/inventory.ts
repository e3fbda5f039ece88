/** A resource that is in the account, whoever made it. */
export interface Existing {
  /** The id by which Pulumi imports it. */
  readonly id: string;
  /** What is known of it, by the names that its inputs have in Pulumi. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What is in one AWS account. */
export interface AccountInventory {
  /**
   * The resource of a type that has an identity, as {@link identityOf} gives it; nothing where there is
   * none.
   *
   * @param type - Pulumi type token
   */
  find(type: string, identity: string): Promise<Existing | undefined>;
}

/** Refs that may deploy to a GitHub environment. */
export interface DeploymentRef {
  /** GitHub's numeric id of the branch policy. */
  readonly id: number;
  readonly type: "branch" | "tag";
  /** Such as `main` or `v*`. */
  readonly pattern: string;
}

/** What one repository has of what the platform manages or forbids. */
export interface RepositoryContents {
  readonly rulesets: readonly { readonly id: number; readonly name: string }[];
  readonly environments: readonly {
    readonly name: string;
    readonly refs: readonly DeploymentRef[];
    /** Names of its secrets. */
    readonly secrets: readonly string[];
  }[];
  /** Names of the repository's own secrets. */
  readonly secrets: readonly string[];
  /** Names of the checks that the newest commit of `main` has. */
  readonly reportedChecks: readonly string[];
}

/** The repositories of one GitHub organization. */
export interface GitHubInventory {
  /** Nothing where there is no such repository. */
  contentsOf(repository: string): Promise<RepositoryContents | undefined>;
  /** Takes a ref from those that may deploy to an environment. */
  removeRef(repository: string, environment: string, ref: DeploymentRef): Promise<void>;
}
