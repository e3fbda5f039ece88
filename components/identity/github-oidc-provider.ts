import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";
import { GITHUB_ISSUER, platformArns } from "./arns";

export interface GitHubOidcProviderArgs {
  /** The platform's context. */
  context: Context;
}

/** Lets roles of this account trust GitHub's tokens: one of it in every account (CI/CL-002 §4). */
export class GitHubOidcProvider extends pulumi.ComponentResource {
  /** What a role's trust names as its federated principal; known before the provider is made. */
  readonly arn: pulumi.Output<string>;

  constructor(
    name: string,
    { context }: GitHubOidcProviderArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("nc:identity:GitHubOidcProvider", name, {}, opts);

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

    // Through the URN, which a preview knows: a policy can judge the trust that names it, and a
    // role that uses it still waits for it.
    this.arn = provider.urn.apply(() => platformArns(context).oidcProvider);
    this.registerOutputs({ arn: this.arn });
  }
}
