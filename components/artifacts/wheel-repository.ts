import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../infra/context";

const DOMAIN_ACTIONS = ["codeartifact:GetAuthorizationToken", "sts:GetServiceBearerToken"];

const REPOSITORY_ACTIONS = [
  "codeartifact:DescribePackageVersion",
  "codeartifact:GetPackageVersionAsset",
  "codeartifact:ListPackageVersionAssets",
  "codeartifact:ListPackageVersions",
  "codeartifact:PublishPackageVersion",
  "codeartifact:ReadFromRepository",
];

export interface WheelRepositoryArgs {
  /** Context of the platform: it gives names, tags and settings. */
  context: Context;
  /** ARN of the environment's KMS key `wheels`. */
  keyArn: pulumi.Input<string>;
}

/**
 * The CodeArtifact domain and repository of one environment's Python wheels (CI/CL-002 §2). They are
 * in `wheelsRegion`, as AWS offers CodeArtifact in few regions (docs/decisions/0018), and have no
 * connection to a public index. Their policies admit this account alone, and its IAM policies decide
 * who may do what. Pulumi manages the policies so that a grant added by hand shows as a difference.
 */
export class WheelRepository extends pulumi.ComponentResource {
  /** Name of the domain. */
  readonly domain: pulumi.Output<string>;
  /** Name of the repository. */
  readonly repository: pulumi.Output<string>;

  constructor(name: string, args: WheelRepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("nc:artifacts:WheelRepository", name, {}, opts);
    const { context, keyArn } = args;
    const { protect } = context;
    const { accountId, wheelsRegion: region } = context.settings;
    const tags = context.tags("wheels");
    const stateful = { parent: this, protect };

    const { domain } = new aws.codeartifact.Domain(
      name,
      {
        domain: context.name("aws:codeartifact/domain:Domain", "wheels"),
        region,
        encryptionKey: keyArn,
        tags,
      },
      stateful,
    );
    const { repository } = new aws.codeartifact.Repository(
      name,
      {
        repository: context.name("aws:codeartifact/repository:Repository", "wheels"),
        description: "Python wheels of the organization's workloads.",
        region,
        domain,
        tags,
      },
      stateful,
    );
    new aws.codeartifact.DomainPermissions(
      name,
      { region, domain, policyDocument: thisAccount(accountId, DOMAIN_ACTIONS) },
      { parent: this },
    );
    new aws.codeartifact.RepositoryPermissionsPolicy(
      name,
      { region, domain, repository, policyDocument: thisAccount(accountId, REPOSITORY_ACTIONS) },
      { parent: this },
    );

    this.domain = domain;
    this.repository = repository;
    this.registerOutputs({ domain: this.domain, repository: this.repository });
  }
}

/** A resource policy that admits this account; its resource `*` is the resource it is attached to. */
function thisAccount(accountId: string, Action: readonly string[]): string {
  const Principal = { AWS: `arn:aws:iam::${accountId}:root` };
  const Statement = [{ Sid: "ThisAccount", Effect: "Allow", Principal, Action, Resource: "*" }];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
