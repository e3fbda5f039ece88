import { formatProblem, InvalidInput } from "../../../../infra/problems";
import type { AwsClients } from "../clients";

/** A file that is put into an artifact bucket. */
export interface PublishedFile {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: Buffer | string;
}

/**
 * Puts a file into an artifact bucket. Its bucket keeps every version.
 *
 * @throws {InvalidInput} if the bucket keeps no versions
 * @returns S3's version of the object
 */
export async function publishFile(
  clients: AwsClients,
  { bucket, key, bytes }: PublishedFile,
): Promise<string> {
  const s3 = await clients.s3();
  const { VersionId } = await s3.putObject({ Bucket: bucket, Key: key, Body: bytes });
  if (VersionId !== undefined) return VersionId;
  throw new InvalidInput(`s3://${bucket}`, [
    formatProblem("versioning", undefined, "a bucket that keeps versions"),
  ]);
}
