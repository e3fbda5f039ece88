import { CREATED_AT } from "../identifiers";
import { policyDocument } from "../policy-document";
import type { CreateRequest, ResourceTypes } from "../resource-type";
import type { Validation } from "../validators";

/** CodeArtifact. Source of each limit: its Create* or Put* operation. */
export const CODEARTIFACT: ResourceTypes = {
  "aws:codeartifact/domain:Domain": {
    outputs: ({ account, arn, hex, region, text }) => {
      const domain = arn("codeartifact", `domain/${text("domain")}`);
      return {
        id: domain,
        arn: domain,
        owner: account,
        createdTime: CREATED_AT,
        assetSizeBytes: "0",
        repositoryCount: 0,
        s3BucketArn: `arn:aws:s3:::assets-${hex(12)}-${region}`,
      };
    },
    validate: [checkKeyRegion],
    immutable: ["encryptionKey"],
  },
  "aws:codeartifact/repository:Repository": {
    outputs: (request) => {
      const arn = request.arn("codeartifact", `repository/${pathInDomain(request)}`);
      const owner = String(request.inputs.domainOwner ?? request.account);
      return { id: arn, arn, administratorAccount: owner, domainOwner: owner };
    },
    immutable: ["domain", "domainOwner"],
  },
  "aws:codeartifact/domainPermissions:DomainPermissions": {
    outputs: ({ account, arn, text }) => {
      const resourceArn = arn("codeartifact", `domain/${text("domain")}`);
      return { id: resourceArn, resourceArn, domainOwner: account };
    },
    validate: [policyDocument("policyDocument", { max: 7168, principal: true })],
    immutable: ["domain", "domainOwner"],
  },
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": {
    outputs: (request) => {
      const resourceArn = request.arn("codeartifact", `repository/${pathInDomain(request)}`);
      return { id: resourceArn, resourceArn, domainOwner: request.account };
    },
    validate: [policyDocument("policyDocument", { max: 7168, principal: true })],
    immutable: ["domain", "domainOwner", "repository"],
  },
};

/** Source: CodeArtifact API, CreateDomain; a KMS key serves its own region. */
function checkKeyRegion({ inputs, refuse }: Validation): void {
  const { encryptionKey, region } = inputs;
  if (typeof encryptionKey !== "string" || typeof region !== "string") return;
  const [, , , keyRegion] = encryptionKey.split(":");
  if (keyRegion !== undefined && keyRegion !== region) {
    refuse("encryptionKey", encryptionKey, `a key of ${region}`);
  }
}

function pathInDomain({ text }: CreateRequest): string {
  return `${text("domain")}/${text("repository")}`;
}
