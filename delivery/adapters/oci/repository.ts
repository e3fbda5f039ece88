import { createHash } from "node:crypto";
import { formatProblem, InvalidInput } from "../../../infra/problems";

/** A repository of an OCI registry. */
export interface OciRepository {
  /** Host of the registry, with its port if that is not the scheme's own. */
  readonly host: string;
  /** Name of the repository, such as `nc-billing-stg-image`. */
  readonly name: string;
  /** Value of the header `Authorization`. @default - anyone may read */
  readonly authorization?: () => Promise<string>;
  /** @default "https" */
  readonly scheme?: "https" | "http";
}

/** Longest that one request may take, in milliseconds. */
const TIMEOUT = 20_000;

/** Media types of manifests (opencontainers/image-spec, media-types.md) and Docker's own. */
const MANIFESTS = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
].join(", ");

/** An answer of a registry. */
export interface OciAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** The manifest of `reference`, a digest or a tag; `undefined` if there is none. */
export function findManifest(
  repository: OciRepository,
  reference: string,
): Promise<Buffer | undefined> {
  return find(repository, "manifests", reference, MANIFESTS);
}

/** The blob of a digest; `undefined` if there is none. */
export function findBlob(repository: OciRepository, digest: string): Promise<Buffer | undefined> {
  return find(repository, "blobs", digest, "*/*");
}

/** What a registry answers to one GET (opencontainers/distribution-spec, "Endpoints"), whatever its status is. */
export async function getFrom(
  { host, name, authorization, scheme = "https" }: OciRepository,
  path: string,
  accept: string,
): Promise<OciAnswer> {
  const url = path.startsWith("/") ? path : `/v2/${name}/${path}`;
  const headers = new Headers({ accept });
  if (authorization !== undefined) headers.set("authorization", await authorization());
  const signal = AbortSignal.timeout(TIMEOUT);
  const answer = await fetch(`${scheme}://${host}${url}`, { headers, signal }).catch(
    (error: unknown) => {
      const why = error instanceof Error ? String(error.cause ?? error.message) : String(error);
      throw new InvalidInput(`the registry ${host}`, [`GET ${url}: ${why}`]);
    },
  );
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, bytes };
}

/** An answer that is none of those that were asked for. */
export function unexpected({ host }: OciRepository, path: string, answer: OciAnswer): InvalidInput {
  const words = answer.bytes.toString("utf8").slice(0, 500);
  return new InvalidInput(`the registry ${host}`, [`GET ${path}: ${answer.status} ${words}`]);
}

async function find(
  repository: OciRepository,
  kind: "manifests" | "blobs",
  reference: string,
  accept: string,
): Promise<Buffer | undefined> {
  const path = `${kind}/${reference}`;
  const answer = await getFrom(repository, path, accept);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw unexpected(repository, path, answer);
  if (reference.startsWith("sha256:")) {
    const got = `sha256:${createHash("sha256").update(answer.bytes).digest("hex")}`;
    if (got !== reference) {
      const what = `${repository.host}/${repository.name}`;
      throw new InvalidInput(what, [formatProblem(`digest of ${path}`, got, reference)]);
    }
  }
  return answer.bytes;
}
