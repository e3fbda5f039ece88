import { createResource } from "../../sandbox/cloud/account";
import { type Entry, openCloud, type Properties } from "../../sandbox/cloud/record";
import type { Location } from "../../sandbox/cloud/resource-state";
import { ACCOUNTS } from "./contexts";

/** A resource that is in an account before the platform comes. */
export interface Foreign {
  /** Pulumi type token. */
  readonly type: string;
  readonly inputs: Properties;
}

export const OIDC = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
export const ECR = "aws:ecr/repository:Repository";
const SECRET = "aws:secretsmanager/secret:Secret";
export const PARAMETER = "aws:ssm/parameter:Parameter";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const RECORD = "aws:route53/record:Record";
export const ENVIRONMENT = "github:index/repositoryEnvironment:RepositoryEnvironment";
export const BRANCHES =
  "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy";
export const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";

export const repository = "ingest-worker";

/** The repository's images stay under the key that encrypts them: AWS cannot change it. */
export const OWN_KEY = [
  {
    encryptionType: "KMS",
    kmsKey: `arn:aws:kms:ca-central-1:${ACCOUNTS.prod}:key/0e0e0e0e-0000-4000-8000-0e0e0e0e0e0e`,
  },
];

/** What an organization has already: in AWS, then in GitHub. */
export const FOREIGN: readonly Foreign[] = [
  {
    type: OIDC,
    inputs: {
      url: "https://token.actions.githubusercontent.com",
      clientIdLists: ["sts.amazonaws.com", "another-audience"],
    },
  },
  {
    type: ECR,
    inputs: {
      name: "nc-ingest-worker-prod-image",
      imageTagMutability: "MUTABLE",
      encryptionConfigurations: OWN_KEY,
    },
  },
  { type: SECRET, inputs: { name: "/nc/prod/ingest-worker/secret/database-url" } },
  {
    type: PARAMETER,
    inputs: { name: "/nc/prod/ingest-worker/config/log-level", type: "String", value: "debug" },
  },
  { type: LOG_GROUP, inputs: { name: "/nc/prod/ingest-worker/logs/tasks", retentionInDays: 7 } },
  {
    type: RECORD,
    inputs: {
      zoneId: "Z0PROD000000000000",
      name: "api.neurocipher.example",
      type: "A",
      ttl: 300,
      records: ["192.0.2.1"],
    },
  },
  { type: ENVIRONMENT, inputs: { repository, environment: "prod", canAdminsBypass: true } },
  { type: BRANCHES, inputs: { repository, environment: "prod", branchPattern: "release/*" } },
  { type: BRANCHES, inputs: { repository, environment: "prod", tagPattern: "v*" } },
  {
    type: RULESET,
    inputs: {
      repository,
      name: "main",
      target: "branch",
      enforcement: "active",
      conditions: { refName: { includes: ["refs/heads/main"], excludes: [] } },
      rules: { deletion: true },
    },
  },
  {
    type: RULESET,
    inputs: {
      repository: "another",
      name: "main",
      target: "tag",
      enforcement: "active",
      conditions: { refName: { includes: ["~ALL"], excludes: [] } },
      rules: { deletion: true },
    },
  },
];

/** Puts resources that no program of ours has made into the simulated account below `folder`. */
export function addForeign(
  folder: string,
  account: string,
  resources: readonly Foreign[],
): readonly Entry[] {
  const cloud = openCloud(folder);
  return resources.map(({ type, inputs }, index) => {
    const location: Location = {
      account,
      region: type.startsWith("github:") ? "global" : "ca-central-1",
    };
    const name = `foreign-${index}`;
    return createResource(cloud, { urn: `urn:foreign:${name}`, type, name, inputs }, location);
  });
}
