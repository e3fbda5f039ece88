import { expect } from "chai";
import { WheelRepository } from "../../../components/artifacts/wheel-repository";
import { platformNames } from "../../../infra/naming/platform-names";
import { contextIn } from "../../support/contexts";
import { recordOptions } from "../../support/options";
import { only, record } from "../../support/record";

const KEY = "arn:aws:kms:us-east-1:222222222222:key/wheels";
const region = "us-east-1";
const args = { context: contextIn("stg"), keyArn: KEY };
const NAME = "nc-platform-stg-wheels";
const Principal = { AWS: "arn:aws:iam::222222222222:root" };

describe("WheelRepository", () => {
  it("[§2] is a domain and a repository for wheels, encrypted with the key", async () => {
    const made = await record(() => new WheelRepository("wheels", args));
    const tags = args.context.tags("wheels");

    expect(only(made, "aws:codeartifact/domain:Domain").inputs).to.deep.equal({
      region,
      domain: NAME,
      encryptionKey: KEY,
      tags,
    });
    expect(only(made, "aws:codeartifact/repository:Repository").inputs).to.deep.equal({
      region,
      domain: NAME,
      repository: NAME,
      description: "Python wheels of the organization's workloads.",
      tags,
    });
    const { wheelsDomain, wheelsRepository } = platformNames(args.context.settings);
    expect([wheelsDomain, wheelsRepository]).to.deep.equal([NAME, NAME]);
  });

  it("admits its own account, and no other", async () => {
    const made = await record(() => new WheelRepository("wheels", args));
    const domain = only(made, "aws:codeartifact/domainPermissions:DomainPermissions").inputs;
    const repository = only(
      made,
      "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy",
    ).inputs;
    const statement = { Sid: "ThisAccount", Effect: "Allow", Principal, Resource: "*" };

    expect(domain).to.include({ region, domain: NAME });
    expect(JSON.parse(domain.policyDocument).Statement).to.deep.equal([
      {
        ...statement,
        Action: ["codeartifact:GetAuthorizationToken", "sts:GetServiceBearerToken"],
      },
    ]);
    expect(repository).to.include({ region, domain: NAME, repository: NAME });
    expect(JSON.parse(repository.policyDocument).Statement).to.deep.equal([
      {
        ...statement,
        Action: [
          "codeartifact:DescribePackageVersion",
          "codeartifact:GetPackageVersionAsset",
          "codeartifact:ListPackageVersionAssets",
          "codeartifact:ListPackageVersions",
          "codeartifact:PublishPackageVersion",
          "codeartifact:ReadFromRepository",
        ],
      },
    ]);
  });

  it("refuses deletion where the environment is protected", async () => {
    for (const environment of ["stg", "dev"] as const) {
      const context = contextIn(environment);
      const { optionsOf, opts } = recordOptions();
      await record(() => new WheelRepository("wheels", { ...args, context }, opts));

      for (const type of ["domain:Domain", "repository:Repository"]) {
        expect(optionsOf.get(`aws:codeartifact/${type}`)?.protect).to.equal(
          context.settings.protect,
        );
      }
    }
  });
});
