import * as sdk from "@aws-sdk/client-codeartifact";
import {
  GetAuthorizationTokenCommand,
  GetRepositoryEndpointCommand,
  ListPackageVersionAssetsCommand,
} from "@aws-sdk/client-codeartifact";
import { arnOf, type Call } from "../call";
import { operation } from "../operation";
import { pythonEndpoint } from "../python-index";
import { findBy } from "../resources";
import { service } from "../service";
import { ServiceError } from "../service-error";
import { assetsOf, hashesOf, openToken } from "../simulation/python-packages";

/** Life of a token for which no other is asked, in seconds: 12 hours (CodeArtifact API, GetAuthorizationToken). */
const TOKEN_SECONDS = 43_200;

/** What names a repository. */
interface Named {
  readonly domain?: string | undefined;
  readonly domainOwner?: string | undefined;
  readonly repository?: string | undefined;
}

const GET_AUTHORIZATION_TOKEN = operation(GetAuthorizationTokenCommand, {
  asks: ({ domain }, call) => [
    {
      action: "codeartifact:GetAuthorizationToken",
      resource: arnOf(call, "codeartifact", `domain/${domain}`),
    },
    {
      action: "sts:GetServiceBearerToken",
      resource: "*",
      context: { "sts:AWSServiceName": "codeartifact.amazonaws.com" },
    },
  ],
  handle(input, call) {
    const { account, caller, now } = call;
    const { domain } = found(input, call);
    const seconds = input.durationSeconds || TOKEN_SECONDS;
    if (seconds < 900) {
      const message = "durationSeconds must be 0, or between 900 and 43200";
      throw new ServiceError("ValidationException", message);
    }
    const { token, expiresAt } = openToken(account, { domain, caller, now, seconds });
    return { authorizationToken: token, expiration: new Date(expiresAt) };
  },
});

const GET_REPOSITORY_ENDPOINT = operation(GetRepositoryEndpointCommand, {
  asks: (input, call) => [
    {
      action: "codeartifact:GetRepositoryEndpoint",
      resource: arnOf(call, "codeartifact", `repository/${input.domain}/${input.repository}`),
    },
  ],
  handle(input, call) {
    const { host, region, account } = call;
    const { domain, repository } = found(input, call);
    return {
      repositoryEndpoint: pythonEndpoint({ host, domain, owner: account.id, region, repository }),
    };
  },
});

const LIST_PACKAGE_VERSION_ASSETS = operation(ListPackageVersionAssetsCommand, {
  asks(input, call) {
    const path = `${input.domain}/${input.repository}/${input.format}/${input.namespace ?? ""}`;
    return [
      {
        action: "codeartifact:ListPackageVersionAssets",
        resource: arnOf(call, "codeartifact", `package/${path}/${input.package}`),
      },
    ];
  },
  handle(input, call) {
    const { domain, repository } = found(input, call);
    const { package: name = "", packageVersion: version = "", format } = input;
    const assets = assetsOf(call.account, { domain, repository, package: name, version });
    if (assets.length === 0) {
      const message = `Package version not found: ${name} ${version}`;
      throw new ServiceError("ResourceNotFoundException", message, 404);
    }
    return {
      format,
      package: name,
      version,
      assets: assets.map((asset) => ({
        name: asset.file,
        size: Buffer.from(asset.content, "base64").length,
        hashes: hashesOf(asset),
      })),
    };
  },
});

/** CodeArtifact: what is asked before and after an upload, which goes to a repository's endpoint. */
export const CODEARTIFACT = service(
  new sdk.CodeartifactClient({ region: "us-east-1" }),
  [GET_AUTHORIZATION_TOKEN, GET_REPOSITORY_ENDPOINT, LIST_PACKAGE_VERSION_ASSETS],
  { sdk },
);

/** A domain, and its repository where one is named, in the caller's account and region. */
function found({ domain = "", domainOwner, repository = "" }: Named, call: Call) {
  const { account } = call;
  const byArn = (type: string, resource: string) =>
    findBy(account, type, "arn", arnOf(call, "codeartifact", resource)) !== undefined;
  const isThere =
    (domainOwner ?? account.id) === account.id &&
    byArn("aws:codeartifact/domain:Domain", `domain/${domain}`) &&
    (repository === "" ||
      byArn("aws:codeartifact/repository:Repository", `repository/${domain}/${repository}`));
  if (isThere) return { domain, repository };
  const what = repository === "" ? domain : `${domain}/${repository}`;
  throw new ServiceError("ResourceNotFoundException", `${what} does not exist`, 404);
}
