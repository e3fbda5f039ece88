import { createHash, randomBytes } from "node:crypto";
import { ownEntries } from "../own-entries";
import type { Account } from "../world";

/** One version of an object; the time in ISO 8601. */
export type ObjectVersion = {
  bucket: string;
  key: string;
  versionId: string;
  /** In Base64. */
  content: string;
  contentType: string;
  metadata: Record<string, string>;
  /** MD5 in hex. */
  etag: string;
  /** SHA-256 in Base64. */
  sha256: string;
  lastModified: string;
  /** Whether it is a delete marker, which hides the versions before it. @default - it is none */
  deleted?: true;
};

const OBJECTS = ownEntries<{ versions: readonly ObjectVersion[] }>("sandbox:s3/object");

/** Objects that the program itself puts into a bucket. */
const BY_PROGRAM = "aws:s3/bucketObjectv2:BucketObjectv2";

/** The versions of an object, newest first: those that were put, and the program's own. */
export function objectVersions({ cloud }: Account, bucket: string, key: string): ObjectVersion[] {
  const put = OBJECTS.get(cloud, `${bucket}/${key}`)?.versions ?? [];
  const own = cloud
    .list(BY_PROGRAM)
    .filter(({ state }) => state.bucket === bucket && state.key === key)
    .map(({ state }) => {
      const content = String(
        state.contentBase64 ?? Buffer.from(String(state.content)).toString("base64"),
      );
      const type = String(state.contentType ?? "application/octet-stream");
      return objectOf(
        { bucket, key, content, contentType: type, metadata: {} },
        {
          versionId: String(state.versionId),
          lastModified: "2026-01-01T00:00:00.000Z",
        },
      );
    });
  return [...put, ...own];
}

/** A version of an object: the newest one, where none is named; `undefined` where there is none. */
export function findObject(
  account: Account,
  bucket: string,
  key: string,
  versionId?: string,
): ObjectVersion | undefined {
  const versions = objectVersions(account, bucket, key);
  const found =
    versionId === undefined ? versions[0] : versions.find((each) => each.versionId === versionId);
  return found?.deleted ? undefined : found;
}

/** The newest version of every object of a bucket, by key. */
export function objectsIn(account: Account, bucket: string): ObjectVersion[] {
  return keysIn(account, bucket).flatMap((key) => findObject(account, bucket, key) ?? []);
}

/** Every key of a bucket, also of objects that are deleted, in order. */
export function keysIn(account: Account, bucket: string): string[] {
  const objects = [
    ...OBJECTS.list(account.cloud).flatMap(({ state }) => state.versions.slice(0, 1)),
    ...account.cloud.list(BY_PROGRAM).map(({ state }) => ({
      bucket: String(state.bucket),
      key: String(state.key),
    })),
  ].filter((each) => each.bucket === bucket);
  return [...new Set(objects.map(({ key }) => key))].sort();
}

/** Hides an object behind a delete marker, as a bucket with versions does; answers the marker. */
export function deleteObject(
  { cloud }: Account,
  bucket: string,
  key: string,
  now: Date,
): ObjectVersion {
  const name = `${bucket}/${key}`;
  const empty = { bucket, key, content: "", contentType: "", metadata: {} };
  const versionId = randomBytes(16).toString("hex");
  const marker = objectOf(empty, { versionId, lastModified: now.toISOString() });
  const before = OBJECTS.get(cloud, name)?.versions ?? [];
  OBJECTS.put(cloud, name, { versions: [{ ...marker, deleted: true }, ...before] });
  return marker;
}

/**
 * Stores a version of an object.
 *
 * @param versionId - @default - a new one
 */
export function putObject(
  account: Account,
  object: Pick<ObjectVersion, "bucket" | "key" | "content" | "contentType" | "metadata">,
  now: Date,
  versionId = randomBytes(16).toString("hex"),
): ObjectVersion {
  const { cloud } = account;
  const name = `${object.bucket}/${object.key}`;
  const version = objectOf(object, { versionId, lastModified: now.toISOString() });
  const before = OBJECTS.get(cloud, name)?.versions ?? [];
  OBJECTS.put(cloud, name, { versions: [version, ...before] });
  return version;
}

function objectOf(
  object: Pick<ObjectVersion, "bucket" | "key" | "content" | "contentType" | "metadata">,
  of: Pick<ObjectVersion, "versionId" | "lastModified">,
): ObjectVersion {
  const bytes = Buffer.from(object.content, "base64");
  return {
    ...object,
    ...of,
    etag: createHash("md5").update(bytes).digest("hex"),
    sha256: createHash("sha256").update(bytes).digest("base64"),
  };
}
