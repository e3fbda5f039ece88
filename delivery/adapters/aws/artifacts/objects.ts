import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { formatProblem, InvalidInput } from "../../../../infra/problems";
import type { AwsClients } from "../clients";
import { isNamed } from "../errors";
import { BUNDLES, type Bundle, bundleFolderOf, bundleNameOf } from "./account-artifacts";

/**
 * Largest zip, wheel or plan that is read, in bytes: Lambda takes 250 MB of code, unzipped (Lambda quotas,
 * "Deployment package size").
 */
const LARGEST_FILE = 256 * 2 ** 20;

/** Largest bundle that is read, in bytes: its SBOM is base64 in it. */
const LARGEST_BUNDLE = 32 * 2 ** 20;

/** Most objects that lie beside one file: its bundles, and what nobody asks for. */
const MOST_BESIDE = 100;

/** A bundle that lies beside a file, not verified. */
export interface FoundBundle {
  readonly bundle: Bundle;
  /** JSON. */
  readonly text: string;
}

/**
 * The bytes of an object.
 *
 * @param version - @default - the newest
 * @throws {InvalidInput} if there is none, or it is too large
 */
export async function readFile(
  clients: AwsClients,
  bucket: string,
  key: string,
  version?: string,
): Promise<Buffer> {
  const s3 = await clients.s3();
  // A role that may list its own prefix alone gets AccessDenied for an object that is not there.
  const { Contents = [] } = await s3.listObjectsV2({ Bucket: bucket, Prefix: key, MaxKeys: 1 });
  if (Contents.every((each) => each.Key !== key)) {
    throw new InvalidInput(`s3://${bucket}`, [
      formatProblem("key", key, "an object that is there"),
    ]);
  }
  return readObject(clients, { Bucket: bucket, Key: key, VersionId: version }, LARGEST_FILE);
}

/**
 * The bytes of an object that have a release's SHA-256.
 *
 * @param sha256 - 64 hex digits
 * @param version - @default - the newest
 * @throws {InvalidInput} if it is another one, there is none, or it is too large
 */
export async function readDigested(
  clients: AwsClients,
  bucket: string,
  key: string,
  sha256: string,
  version?: string,
): Promise<Buffer> {
  const bytes = await readFile(clients, bucket, key, version);
  const got = createHash("sha256").update(bytes).digest("hex");
  if (got === sha256) return bytes;
  throw new InvalidInput(key, [formatProblem("sha256", got, sha256)]);
}

/**
 * What lies beside a file, or beside a release's manifest, in the order of {@link BUNDLES}.
 *
 * @param sha256 - of the file's bytes, 64 hex digits
 * @throws {InvalidInput} if one is too large
 */
export async function readBundles(
  clients: AwsClients,
  bucket: string,
  workload: string,
  sha256: string,
): Promise<readonly FoundBundle[]> {
  const s3 = await clients.s3();
  const Prefix = bundleFolderOf(workload, sha256);
  const listed = await s3.listObjectsV2({ Bucket: bucket, Prefix, MaxKeys: MOST_BESIDE });
  const keys = new Set((listed.Contents ?? []).map(({ Key }) => Key));
  const found: FoundBundle[] = [];
  for (const bundle of BUNDLES) {
    const Key = `${Prefix}${bundleNameOf(bundle)}`;
    if (!keys.has(Key)) continue;
    const bytes = await readObject(clients, { Bucket: bucket, Key }, LARGEST_BUNDLE);
    found.push({ bundle, text: bytes.toString("utf8") });
  }
  return found;
}

/** Writes an object, unless there is one. */
export async function writeOnce(
  clients: AwsClients,
  bucket: string,
  key: string,
  bytes: Buffer,
): Promise<void> {
  const s3 = await clients.s3();
  const put = s3.putObject({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ChecksumSHA256: createHash("sha256").update(bytes).digest("base64"),
    IfNoneMatch: "*",
  });
  await put.catch((error: unknown) => {
    if (!isNamed(error, "PreconditionFailed")) throw error;
  });
}

/** Writes a bundle beside a file, unless there is one. */
export function writeBundle(
  {
    clients,
    bucket,
    workload,
    sha256,
  }: {
    readonly clients: AwsClients;
    readonly bucket: string;
    readonly workload: string;
    readonly sha256: string;
  },
  bundle: Bundle,
  text: string,
): Promise<void> {
  const key = `${bundleFolderOf(workload, sha256)}${bundleNameOf(bundle)}`;
  return writeOnce(clients, bucket, key, Buffer.from(text));
}

async function readObject(
  clients: AwsClients,
  object: { readonly Bucket: string; readonly Key: string; readonly VersionId?: string },
  largest: number,
): Promise<Buffer> {
  const s3 = await clients.s3();
  const { Body, ContentLength = 0 } = await s3.getObject(object);
  if (ContentLength > largest) {
    // Nothing of it has been read: the connection is given up.
    if (Body instanceof Readable) Body.destroy();
    const problem = formatProblem("size", ContentLength, `at most ${largest} bytes`);
    throw new InvalidInput(`s3://${object.Bucket}/${object.Key}`, [problem]);
  }
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}
