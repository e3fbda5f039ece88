import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { GITHUB_ISSUER, platformArns } from "./arns";

export interface GitHubOidcProviderArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
}

/**
 * The IAM identity provider for GitHub's OIDC tokens: one in every account (CI/CL-002 §4). AWS admits no
 * second one for the same issuer: where the account has its own, that one is used, and not managed.
 */
export class GitHubOidcProvider extends pulumi.ComponentResource {
  /** ARN that a trust policy names as federated principal; a preview knows it. */
  readonly arn: pulumi.Output<string>;

  constructor(
    name: string,
    { context }: GitHubOidcProviderArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("nc:identity:GitHubOidcProvider", name, {}, opts);
    const arn = platformArns(context).oidcProvider;
    if (context.settings.adopt.githubOidcProvider === "use") {
      // This component's URN is there once everything is that it depends on.
      this.arn = this.urn.apply(() => arn);
      this.registerOutputs({ arn: this.arn });
      return;
    }

    // No thumbprints: for GitHub, AWS trusts its own library of authorities and ignores them.
    const provider = new aws.iam.OpenIdConnectProvider(
      name,
      {
        url: `https://${GITHUB_ISSUER}`,
        clientIdLists: ["sts.amazonaws.com"],
        tags: context.tags("github-oidc"),
      },
      { parent: this },
    );

    // Derived from the URN, which a preview knows: a policy rule can read the trust policy, and a role
    // that uses the ARN still depends on the provider.
    this.arn = provider.urn.apply(() => arn);
    this.registerOutputs({ arn: this.arn });
  }
}
