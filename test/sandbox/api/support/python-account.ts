import { createResource } from "../../../../sandbox/cloud/account";
import type { Cloud } from "../../../../sandbox/cloud/record";
import { ACCOUNT, allowing, REGION, TRUST } from "./service-inputs";

/** Where the wheels of the tests' account are. */
export const WHEELS = { domain: "wheels", repository: "wheels", region: "us-east-1" } as const;

/** A role that may read what is in the bucket and the repository, and publish nothing. */
export const READER = "nc-reader";

/** Makes a domain of CodeArtifact with a repository, a bucket for what is to go there, and a role that reads. */
export function addWheelRepository(cloud: Cloud, bucket: string): void {
  const { domain, region, repository } = WHEELS;
  const make = (type: string, name: string, inputs: object, where: string) =>
    createResource(
      cloud,
      { urn: `urn:${type}:${name}`, type, name, inputs: { ...inputs } },
      { account: ACCOUNT, region: where },
    );
  make(
    "aws:iam/role:Role",
    READER,
    { name: READER, assumeRolePolicy: JSON.stringify(TRUST) },
    REGION,
  );
  const actions = ["codeartifact:Get*", "codeartifact:List*", "sts:GetServiceBearerToken", "s3:*"];
  const policy = JSON.stringify(allowing(...actions));
  make("aws:iam/rolePolicy:RolePolicy", READER, { name: "reads", role: READER, policy }, REGION);
  make("aws:s3/bucket:Bucket", bucket, { bucket }, REGION);
  make("aws:codeartifact/domain:Domain", domain, { domain, region }, region);
  make(
    "aws:codeartifact/repository:Repository",
    repository,
    { domain, repository, region },
    region,
  );
}
