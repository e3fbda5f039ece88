import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { sdkStreamMixin } from "@smithy/core/serde";
import type { Call } from "../../call";
import { operation } from "../../operation";
import { ServiceError } from "../../service-error";
import { deleteObject, findObject, type ObjectVersion, putObject } from "../../simulation/objects";
import { objectAsks, ownerOfBucket } from "./buckets";

const GET_OBJECT = operation(GetObjectCommand, {
  asks: ({ Bucket, Key, VersionId }, call) => readAsks(call, Bucket, Key, VersionId),
  handle({ Bucket, Key, VersionId }, call) {
    const object = objectNamed(call, Bucket, Key, VersionId);
    const bytes = Buffer.from(object.content, "base64");
    return { ...headersOf(object), Body: sdkStreamMixin(Readable.from([bytes])) };
  },
});

const HEAD_OBJECT = operation(HeadObjectCommand, {
  asks: ({ Bucket, Key, VersionId }, call) => readAsks(call, Bucket, Key, VersionId),
  handle: ({ Bucket, Key, VersionId }, call) =>
    headersOf(objectNamed(call, Bucket, Key, VersionId)),
});

const PUT_OBJECT = operation(PutObjectCommand, {
  asks: ({ Bucket, Key }, call) =>
    objectAsks(call, "PutObject", { bucket: Bucket, key: Key }, ["GenerateDataKey", "Decrypt"]),
  async handle({ Bucket = "", Key = "", Body, ContentType, Metadata, IfNoneMatch }, call) {
    const owner = ownerOfBucket(call, Bucket);
    if (IfNoneMatch === "*" && findObject(owner, Bucket, Key)) {
      const message = "At least one of the pre-conditions you specified did not hold";
      throw new ServiceError("PreconditionFailed", message, 412);
    }
    const bytes = await bytesOf(Body);
    const { etag, versionId } = putObject(
      owner,
      {
        bucket: Bucket,
        key: Key,
        content: Buffer.from(bytes).toString("base64"),
        contentType: ContentType ?? "application/octet-stream",
        metadata: Metadata ?? {},
      },
      call.now,
    );
    return { ETag: `"${etag}"`, VersionId: versionId };
  },
});

/** Without a version's id: the program's buckets have versions, so that a delete marker is all that is added. */
const DELETE_OBJECT = operation(DeleteObjectCommand, {
  asks: ({ Bucket, Key }, call) =>
    objectAsks(call, "DeleteObject", { bucket: Bucket, key: Key }, []),
  handle({ Bucket = "", Key = "", VersionId }, call) {
    if (VersionId !== undefined) {
      throw new ServiceError("NotImplemented", "The sandbox deletes no version of an object.", 501);
    }
    const { versionId } = deleteObject(ownerOfBucket(call, Bucket), Bucket, Key, call.now);
    return { DeleteMarker: true, VersionId: versionId };
  },
});

export const OBJECTS = [DELETE_OBJECT, GET_OBJECT, HEAD_OBJECT, PUT_OBJECT];

function readAsks(call: Call, bucket = "", key = "", versionId?: string) {
  const action = versionId === undefined ? "GetObject" : "GetObjectVersion";
  return objectAsks(call, action, { bucket, key }, ["Decrypt"]);
}

function objectNamed(call: Call, bucket = "", key = "", versionId?: string): ObjectVersion {
  const found = findObject(ownerOfBucket(call, bucket), bucket, key, versionId);
  if (found) return found;
  if (versionId !== undefined) {
    throw new ServiceError("NoSuchVersion", "The specified version does not exist.", 404);
  }
  throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404);
}

function headersOf(object: ObjectVersion) {
  return {
    ContentLength: Buffer.byteLength(object.content, "base64"),
    ContentType: object.contentType,
    ETag: `"${object.etag}"`,
    VersionId: object.versionId,
    LastModified: new Date(object.lastModified),
    Metadata: object.metadata,
  };
}

/** The bytes of a body, which the protocol hands on as a stream. */
async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body instanceof Object && "transformToByteArray" in body) {
    const { transformToByteArray: read } = body;
    if (typeof read === "function") return read.call(body);
  }
  return new Uint8Array();
}
