import { expect } from "chai";
import { ArtifactStore } from "../../components/artifacts/artifact-store";
import { EncryptionKeys } from "../../components/security/encryption-keys";
import type { Catalog } from "../../infra/catalog/workload";
import { deployRoleArn, deployRoleName } from "../../infra/naming/workload-names";
import { loadTestCatalog } from "../support/catalog";
import { contextIn } from "../support/contexts";
import { only, type RecordedResource, record } from "../support/record";
import { throughKey } from "./support/asks";
import { may } from "./support/judge";
import { type Document, type Role, roleNamed, rolesOf } from "./support/roles";

const STG = "222222222222";
const PROD = "333333333333";
const BUCKET = `arn:aws:s3:::nc-platform-stg-artifacts-${STG}`;
const IMAGES = `arn:aws:ecr:ca-central-1:${STG}:repository/nc-ingest-worker-stg-image`;

describe("what prod reads of stg", () => {
  let roles: ReadonlyMap<string, Role>;
  let images: Document;
  let objects: Document;
  let key: Document;

  before(async () => {
    const catalog: Catalog = await loadTestCatalog();
    roles = await rolesOf("prod", catalog);
    const roleArns = catalog.map(({ name }) =>
      deployRoleArn(PROD, { service: name, environment: "prod" }),
    );
    const made = await record(() => {
      const context = contextIn("stg");
      const artifactReaders = { accountId: PROD, roleArns };
      const { arns } = new EncryptionKeys("keys", { context, artifactReaders });
      new ArtifactStore("artifacts", {
        context,
        catalog,
        artifactsKeyArn: arns.artifacts,
        wheelsKeyArn: arns.wheels,
      });
    });
    images = policyOf(made, "aws:ecr/repositoryPolicy:RepositoryPolicy", "artifacts-ingest-worker");
    objects = policyOf(made, "aws:s3/bucketPolicy:BucketPolicy");
    const keys = made.filter(({ type }) => type === "aws:kms/key:Key");
    const artifacts = keys.find(({ name }) => name.includes("artifacts"));
    key = document(artifacts?.inputs.policy);
  });

  const prod = (service: string) =>
    roleNamed(roles, deployRoleName({ service, environment: "prod" }));

  it("[§15] the image of the same workload, by digest", async () => {
    const read = (role: Role, action: string) =>
      may(role, action, IMAGES, { account: STG, resourcePolicy: images });
    for (const action of ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]) {
      expect(await read(prod("ingest-worker"), action)).to.equal(true);
      expect(await read(prod("audit-queue"), action)).to.equal(false);
      expect(await read(roleNamed(roles, "gha-deploy-role"), action)).to.equal(false);
      expect(await read(roleNamed(roles, "gha-preview-role"), action)).to.equal(false);
    }
    for (const action of ["ecr:PutImage", "ecr:BatchDeleteImage", "ecr:SetRepositoryPolicy"]) {
      expect(await read(prod("ingest-worker"), action), action).to.equal(false);
    }
  });

  it("[§15] the zip of the same workload, by version, through stg's key", async () => {
    const read = (role: Role, action: string, path: string) =>
      may(role, action, `${BUCKET}/${path}`, { account: STG, resourcePolicy: objects });
    const api = prod("api-adapter");
    expect(await read(api, "s3:GetObjectVersion", "api-adapter/zip/1.zip")).to.equal(true);
    expect(await read(api, "s3:GetObjectVersion", "ingest-worker/sbom/1.json")).to.equal(false);
    expect(await read(api, "s3:PutObject", "api-adapter/zip/1.zip")).to.equal(false);
    expect(await read(api, "s3:DeleteObject", "api-adapter/zip/1.zip")).to.equal(false);

    const decrypt = (role: Role, alias: string, via = "s3") => {
      const { resource, with: context } = throughKey({ account: STG }, alias, via);
      return may(role, "kms:Decrypt", resource, {
        account: STG,
        with: context,
        resourcePolicy: key,
      });
    };
    expect(await decrypt(api, "alias/nc-platform-stg-artifacts")).to.equal(true);
    expect(await decrypt(api, "alias/nc-platform-stg-config")).to.equal(false);
    expect(await decrypt(api, "alias/nc-platform-stg-artifacts", "ssm")).to.equal(false);
    const platform = roleNamed(roles, "gha-deploy-role");
    expect(await decrypt(platform, "alias/nc-platform-stg-artifacts")).to.equal(false);
  });
});

function policyOf(made: readonly RecordedResource[], type: string, name?: string): Document {
  return document(only(made, type, name).inputs.policy);
}

function document(policy: unknown): Document {
  return typeof policy === "string" ? JSON.parse(policy) : (policy as Document);
}
