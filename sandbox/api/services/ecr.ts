import { createHash } from "node:crypto";
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  type ImageIdentifier,
  PutImageCommand,
} from "@aws-sdk/client-ecr";
import { arnOf, type Call } from "../call";
import { operation } from "../operation";
import { ownEntries } from "../own-entries";
import { findBy } from "../resources";
import { service } from "../service";
import { ServiceError } from "../service-error";
import { type Account, accountWith } from "../world";

/** An image of a repository; the time in ISO 8601. */
type Image = {
  repository: string;
  digest: string;
  tags: readonly string[];
  manifest: string;
  mediaType: string;
  pushedAt: string;
};

const IMAGES = ownEntries<Image>("sandbox:ecr/image");

const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

const GET_AUTHORIZATION_TOKEN = operation(GetAuthorizationTokenCommand, {
  asks: () => [{ action: "ecr:GetAuthorizationToken", resource: "*" }],
  handle: (_, { account, region, now }) => ({
    authorizationData: [
      {
        authorizationToken: Buffer.from("AWS:sandbox").toString("base64"),
        expiresAt: new Date(now.getTime() + 12 * 3600 * 1000),
        proxyEndpoint: `https://${account.id}.dkr.ecr.${region}.amazonaws.com`,
      },
    ],
  }),
});

const PUT_IMAGE = operation(PutImageCommand, {
  asks: ({ repositoryName, registryId }, call) => [
    asks(call, "PutImage", repositoryName, registryId),
  ],
  handle(input, call) {
    const { repositoryName = "", registryId, imageManifest = "", imageTag } = input;
    const { account, mutability } = repositoryOf(call, repositoryName, registryId);
    const digest = `sha256:${createHash("sha256").update(imageManifest).digest("hex")}`;
    const all = imagesOf(account, repositoryName);
    if (input.imageDigest !== undefined && input.imageDigest !== digest) {
      const message = `The image digest is ${digest}, not ${input.imageDigest}`;
      throw new ServiceError("ImageDigestDoesNotMatchException", message);
    }
    const tagged = all.find(({ tags }) => imageTag !== undefined && tags.includes(imageTag));
    if (tagged?.digest === digest) {
      const message = `Image with digest '${digest}' and tag '${imageTag}' already exists in the repository with name '${repositoryName}'`;
      throw new ServiceError("ImageAlreadyExistsException", message);
    }
    if (tagged && mutability.startsWith("IMMUTABLE")) {
      const message = `The image tag '${imageTag}' already exists in the '${repositoryName}' repository and cannot be overwritten because the tag is immutable.`;
      throw new ServiceError("ImageTagAlreadyExistsException", message);
    }
    const before = all.find((each) => each.digest === digest);
    const tags = [...new Set([...(before?.tags ?? []), ...(imageTag ? [imageTag] : [])])];
    IMAGES.put(account.cloud, `${repositoryName}@${digest}`, {
      repository: repositoryName,
      digest,
      tags,
      manifest: imageManifest,
      mediaType: input.imageManifestMediaType ?? OCI_MANIFEST,
      pushedAt: before?.pushedAt ?? call.now.toISOString(),
    });
    return { image: { repositoryName, imageId: { imageDigest: digest, imageTag }, imageManifest } };
  },
});

const DESCRIBE_IMAGES = operation(DescribeImagesCommand, {
  asks: ({ repositoryName, registryId }, call) => [
    asks(call, "DescribeImages", repositoryName, registryId),
  ],
  handle({ repositoryName = "", registryId, imageIds }, call) {
    const { account } = repositoryOf(call, repositoryName, registryId);
    const all = imagesOf(account, repositoryName);
    const found = imageIds?.map((id) => all.find((each) => isIt(each, id)));
    if (found?.some((each) => each === undefined)) {
      const message = `The image requested does not exist within the repository with name '${repositoryName}'`;
      throw new ServiceError("ImageNotFoundException", message);
    }
    return {
      imageDetails: (found ?? all).flatMap((image) =>
        image
          ? [
              {
                registryId: account.id,
                repositoryName,
                imageDigest: image.digest,
                imageTags: [...image.tags],
                imagePushedAt: new Date(image.pushedAt),
                imageManifestMediaType: image.mediaType,
              },
            ]
          : [],
      ),
    };
  },
});

const BATCH_GET_IMAGE = operation(BatchGetImageCommand, {
  asks: ({ repositoryName, registryId }, call) => [
    asks(call, "BatchGetImage", repositoryName, registryId),
  ],
  handle({ repositoryName = "", registryId, imageIds = [] }, call) {
    const { account } = repositoryOf(call, repositoryName, registryId);
    const all = imagesOf(account, repositoryName);
    const found = imageIds.map((imageId) => ({
      imageId,
      image: all.find((each) => isIt(each, imageId)),
    }));
    return {
      images: found.flatMap(({ imageId, image }) =>
        image
          ? [
              {
                registryId: account.id,
                repositoryName,
                imageId: { ...imageId, imageDigest: image.digest },
                imageManifest: image.manifest,
                imageManifestMediaType: image.mediaType,
              },
            ]
          : [],
      ),
      failures: found.flatMap(({ imageId, image }) =>
        image ? [] : [{ imageId, failureCode: "ImageNotFound" as const }],
      ),
    };
  },
});

/** Elastic Container Registry: manifests only, no layers. */
export const ECR = service(new ECRClient({ region: "us-east-1" }), [
  BATCH_GET_IMAGE,
  DESCRIBE_IMAGES,
  GET_AUTHORIZATION_TOKEN,
  PUT_IMAGE,
]);

function asks(call: Call, action: string, repository: unknown, registry?: string) {
  const arn = arnOf(call, "ecr", `repository/${repository}`);
  const resource = registry === undefined ? arn : arn.replace(call.account.id, registry);
  return { action: `ecr:${action}`, resource };
}

function repositoryOf(call: Call, name: string, registry = call.account.id) {
  const account = accountWith(call.world, registry);
  const found = account && findBy(account, "aws:ecr/repository:Repository", "name", name);
  if (account && found) {
    return { account, mutability: String(found.state.imageTagMutability ?? "MUTABLE") };
  }
  const message = `The repository with name '${name}' does not exist in the registry with id '${registry}'`;
  throw new ServiceError("RepositoryNotFoundException", message);
}

function imagesOf({ cloud }: Account, repository: string): Image[] {
  return IMAGES.list(cloud)
    .map(({ state }) => state)
    .filter((each) => each.repository === repository);
}

function isIt({ digest, tags }: Image, { imageDigest, imageTag }: ImageIdentifier): boolean {
  if (imageDigest !== undefined) return digest === imageDigest;
  return imageTag !== undefined && tags.includes(imageTag);
}
