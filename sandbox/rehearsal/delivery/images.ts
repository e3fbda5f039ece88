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
import { present } from "../check";
import type { Stage } from "../stage";

/** The manifest of the image of a workload's version (OCI image specification 1.1). */
export function manifestOf(workload: string, version: string): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: {
      mediaType: "application/vnd.oci.image.config.v1+json",
      digest: digestOf(`config of ${workload} ${version}`),
      size: 2,
    },
    layers: [],
  });
}

/** Digest of a text, as OCI writes it: `sha256:...`. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Puts what a release has built into the registry of stg, as the job that publishes it does. */
export async function publishImage(
  { accounts, endpoint }: Stage,
  { workload, version, manifest }: Readonly<Record<"workload" | "version" | "manifest", string>>,
  credentials: ECRClientConfig["credentials"],
): Promise<void> {
  const ecr = new ECRClient({ region: accounts.stg.region, endpoint, credentials });
  const { repository } = workloadNames({ service: workload, environment: "stg" });
  try {
    await putImage(ecr, repository, manifest, version);
  } finally {
    ecr.destroy();
  }
}

/**
 * Brings the image of a build into an environment's registry: into dev what was built, and into prod what stg has,
 * by digest (CI/CL-002 §15). In stg the build has put it. ECR itself refuses other bytes than the digest's. The simulated
 * registry has manifests alone, so that no layer is copied.
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
      if (environment === "stg") return;
      const imageManifest = environment === "prod" ? await tested() : manifest;
      await putImage(ecr, repositoryIn(environment), imageManifest, version);
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
