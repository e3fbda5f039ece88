import { S3 } from "@aws-sdk/client-s3";
import { isResult } from "../../delivery/decisions/promotion/phases";
import {
  parseReleaseText,
  type Release,
  releaseId,
} from "../../delivery/decisions/release/release";
import type { LedgerEvent } from "../../delivery/ledger/events";
import type { Runtime } from "../support/runtime";

/** What a promotion brings: its version, and the digest of its manifest. */
interface Promoted {
  readonly version: string;
  readonly digest: string;
}

/** The release that is being promoted; nothing where no promotion of the workload goes on. */
export function promotedIn(events: readonly LedgerEvent[]): Promoted | undefined {
  const phases = events.flatMap((each) => (each.type === "promotion-phase" ? [each] : []));
  const last = phases.at(-1);
  if (last === undefined || isResult(last.phase)) return undefined;
  const made = events.find((each) => each.type === "release-made" && each.release === last.release);
  if (made?.type !== "release-made") throw new Error(`the ledger does not know ${last.release}`);
  return { version: made.version, digest: last.release };
}

/**
 * The manifest of a release, as it lies in the account's bucket.
 *
 * @throws {Error} if it is not there, or is another than the one that is promoted
 */
export async function readManifest(
  runtime: Runtime,
  { bucket, workload }: { readonly bucket: string; readonly workload: string },
  { version, digest }: Promoted,
): Promise<Release> {
  const s3 = new S3({ ...runtime.aws, forcePathStyle: runtime.aws?.endpoint !== undefined });
  const Key = `${workload}/manifest/${version}/release.json`;
  const { Body } = await s3.getObject({ Bucket: bucket, Key });
  const found = parseReleaseText((await Body?.transformToString()) ?? "", `s3://${bucket}/${Key}`);
  if (releaseId(found) === digest) return found;
  throw new Error(`s3://${bucket}/${Key} is another release than ${digest}, which is promoted`);
}
