import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";

export interface OidcSubjectTemplateArgs {
  /** Name of the repository, without its owner. */
  repository: string;
}

/**
 * The form of the subject in a repository's OIDC tokens: GitHub's own, whatever the organization
 * sets. Every role trusts that form by exact string, so another one would close them all, or let a
 * token without the environment's name in.
 */
export class OidcSubjectTemplate extends pulumi.ComponentResource {
  constructor(name: string, args: OidcSubjectTemplateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:github:OidcSubjectTemplate", name, {}, opts);
    new github.ActionsRepositoryOidcSubjectClaimCustomizationTemplate(
      name,
      { repository: args.repository, useDefault: true },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
