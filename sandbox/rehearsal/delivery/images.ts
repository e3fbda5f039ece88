import { createHash } from "node:crypto";
import {
  BatchGetImageCommand,
  ECRClient,
  type ECRClientConfig,
  ImageAlreadyExistsException,
  PutImageCommand,
} from "@aws-sdk/client-ecr";
import type { Artifacts } from "../../../delivery/ports/artifacts";
import type { Environment } from "../../../infra/environments";
import { workloadNames } from "../../../infra/naming/workload-names";
import { type Image, imageOf } from "../../supply-chain/image";
import { present } from "../check";
import type { Stage } from "../stage";

/** The image of a workload's version. */
export function imageOfVersion(workload: string, version: string): Image {
  return imageOf(`${workload} ${version}`);
}

/** Digest of a text, as OCI writes it: `sha256:...`. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/**
 * Brings the image of a build into prod's registry, as stg has it, by digest (CI/CL-002 §15): in the other environments the
 * build has put it. ECR itself refuses other bytes than the digest's. The simulated registry has manifests alone, so that
 * no layer is copied.
 */
export function imageArtifacts(
  { accounts, endpoint }: Stage,
  environment: Environment,
  { workload, manifest }: { readonly workload: string; readonly manifest: string },
  credentials: ECRClientConfig["credentials"],
): Artifacts {
  const { region } = accounts[environment];
  const ecr = new ECRClient({ region, endpoint, credentials });
  const repositoryIn = (each: Environment) =>
    workloadNames({ service: workload, environment: each }).repository;
  const imageDigest = digestOf(manifest);

  const tested = () =>
    readImage(ecr, {
      registryId: accounts.stg.id,
      repositoryName: repositoryIn("stg"),
      imageDigest,
    });

  return {
    async copy({ version }) {
      if (environment === "prod")
        await putImage(ecr, repositoryIn("prod"), await tested(), version);
    },
  };
}

/** The manifest of an image in a registry, which may be another account's. */
export async function readImage(
  ecr: ECRClient,
  image: {
    readonly registryId: string;
    readonly repositoryName: string;
    readonly imageDigest: string;
  },
): Promise<string> {
  const { registryId, repositoryName, imageDigest } = image;
  const ids = { registryId, repositoryName, imageIds: [{ imageDigest }] };
  const { images = [] } = await ecr.send(new BatchGetImageCommand(ids));
  return present(`the image ${imageDigest} in ${repositoryName}`, images[0]?.imageManifest);
}

/** Puts an image, as its manifest, into a repository, and tags it. What is there already is left as it is. */
export async function putImage(
  ecr: ECRClient,
  repositoryName: string,
  imageManifest: string,
  imageTag: string,
): Promise<void> {
  const imageDigest = digestOf(imageManifest);
  const put = new PutImageCommand({ repositoryName, imageManifest, imageDigest, imageTag });
  await ecr.send(put).catch((error: unknown) => {
    if (!(error instanceof ImageAlreadyExistsException)) throw error;
  });
}
