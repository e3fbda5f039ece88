import type { Line } from "./takes";

const TAG = "TagResource UntagResource";

/** Images and Python wheels. */
export const ARTIFACT_TYPES: Readonly<Record<string, Line>> = {
  "aws:codeartifact/domain:Domain": ({ any, at, inputs, key }) => [
    any("codeartifact", "CreateDomain"),
    key("wheels", "codeartifact", "CreateGrant DescribeKey"),
    at(
      "codeartifact",
      `domain/${inputs.domain}`,
      `DeleteDomain ${TAG}`,
      "DescribeDomain ListTagsForResource",
    ),
  ],
  "aws:codeartifact/domainPermissions:DomainPermissions": ({ at, inputs }) => [
    at(
      "codeartifact",
      `domain/${inputs.domain}`,
      "DeleteDomainPermissionsPolicy PutDomainPermissionsPolicy",
      "GetDomainPermissionsPolicy",
    ),
  ],
  "aws:codeartifact/repository:Repository": ({ any, at, inputs }) => [
    any("codeartifact", "CreateRepository"),
    at(
      "codeartifact",
      `repository/${inputs.domain}/${inputs.repository}`,
      `DeleteRepository UpdateRepository ${TAG}`,
      "DescribeRepository ListTagsForResource",
    ),
  ],
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": ({ at, inputs }) => [
    at(
      "codeartifact",
      `repository/${inputs.domain}/${inputs.repository}`,
      "DeleteRepositoryPermissionsPolicy PutRepositoryPermissionsPolicy",
      "GetRepositoryPermissionsPolicy",
    ),
  ],
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": ({ at, inputs }) => [
    at(
      "ecr",
      `repository/${inputs.repository}`,
      "DeleteLifecyclePolicy PutLifecyclePolicy",
      "GetLifecyclePolicy",
    ),
  ],
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": ({ any }) => [
    any("ecr", "PutRegistryScanningConfiguration", "GetRegistryScanningConfiguration"),
  ],
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": ({ any, serviceRole }) => [
    any("ecr", "PutReplicationConfiguration", "DescribeRegistry"),
    serviceRole("replication.ecr"),
  ],
  "aws:ecr/repository:Repository": ({ at, inputs, key }) => [
    key("artifacts", "ecr", "CreateGrant DescribeKey RetireGrant"),
    at(
      "ecr",
      `repository/${inputs.name}`,
      `CreateRepository DeleteRepository PutImageScanningConfiguration PutImageTagMutability ${TAG}`,
      "DescribeRepositories ListTagsForResource",
    ),
  ],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ({ at, inputs }) => [
    at(
      "ecr",
      `repository/${inputs.repository}`,
      "DeleteRepositoryPolicy SetRepositoryPolicy",
      "GetRepositoryPolicy",
    ),
  ],
};
